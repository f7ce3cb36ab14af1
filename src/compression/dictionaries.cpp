#include "compression/dictionaries.hpp"

#include "compression/webhook_codec.hpp"

// The assembler takes the files in as they are; it looks for them where headers are looked for.
__asm__(
    ".pushsection .rodata\n"
    ".balign 16\n"
    ".globl tillwatch_webhooks_1, tillwatch_webhooks_1_end\n"
    ".hidden tillwatch_webhooks_1, tillwatch_webhooks_1_end\n"
    "tillwatch_webhooks_1: .incbin \"compression/dictionaries/webhooks-1.zdict\"\n"
    "tillwatch_webhooks_1_end:\n"
    ".popsection\n");
extern "C" const char tillwatch_webhooks_1[], tillwatch_webhooks_1_end[];

namespace tillwatch::compression {

std::span<const Dictionary> dictionaries() {
    static const Dictionary all[] = {
        {zstd_webhooks_1, {tillwatch_webhooks_1, tillwatch_webhooks_1_end}},
    };
    return all;
}

}  // namespace tillwatch::compression
