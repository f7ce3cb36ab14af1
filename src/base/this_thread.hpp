// The calling thread, as the system sees it. Linux only.
#pragma once

namespace tillwatch {

/// For tools that list threads; at most 15 characters.
void name_this_thread(const char* name);

/// Background work: while the cores are busy, threads that somebody waits for go first, and this
/// one gets about a tenth of what one of them gets.
void lower_this_threads_priority();

}  // namespace tillwatch
