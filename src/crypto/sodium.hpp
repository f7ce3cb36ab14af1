// libsodium made ready: its functions may be called after this returned, from any thread.
#pragma once

namespace tillwatch::crypto {

void ready_sodium();

}  // namespace tillwatch::crypto
