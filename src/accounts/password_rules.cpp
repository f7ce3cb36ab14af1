#include "accounts/password_rules.hpp"

#include <algorithm>

#include "base/text.hpp"

// Made by tools/common_passwords.py and taken in as it is.
__asm__(
    ".pushsection .rodata\n"
    ".hidden tillwatch_common_passwords, tillwatch_common_passwords_end\n"
    ".globl tillwatch_common_passwords, tillwatch_common_passwords_end\n"
    "tillwatch_common_passwords: .incbin \"accounts/common_passwords.txt\"\n"
    "tillwatch_common_passwords_end:\n"
    ".popsection\n");
extern "C" const char tillwatch_common_passwords[], tillwatch_common_passwords_end[];

namespace tillwatch::accounts {
namespace {

constexpr std::string_view product = "tillwatch";

std::string in_lower_case(std::string_view text) {
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return lower;
}

bool is_word_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) > 127;
}

/// The text, and the words of it that are long enough to tell something.
void add_words(std::string_view text, std::vector<std::string>& words) {
    const auto lower = in_lower_case(text);
    if (count_characters(lower) >= context_word_characters_min) words.push_back(lower);
    for (auto at = lower.begin(); at != lower.end();) {
        at = std::find_if(at, lower.end(), is_word_character);
        const auto end = std::find_if_not(at, lower.end(), is_word_character);
        const std::string word(at, end);
        if (count_characters(word) >= context_word_characters_min) words.push_back(word);
        at = end;
    }
}

void take_out(std::string& text, std::string_view word) {
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word))
        text.erase(at, word.size());
}

bool is_mostly_context(std::string_view password, const std::vector<std::string>& context) {
    std::vector<std::string> words{std::string(product)};
    for (const auto& text : context) add_words(text, words);
    std::ranges::sort(words, std::greater{}, &std::string::size);
    auto rest = in_lower_case(password);
    for (const auto& word : words) take_out(rest, word);
    return count_characters(rest) < password_own_characters_min;
}

}  // namespace

std::span<const std::string_view> common_passwords() {
    static const auto list = [] {
        std::vector<std::string_view> lines;
        std::string_view rest(tillwatch_common_passwords, tillwatch_common_passwords_end);
        while (!rest.empty()) {
            const auto line = rest.substr(0, rest.find('\n'));
            lines.push_back(line);
            rest.remove_prefix(line.size() + 1);
        }
        return lines;
    }();
    return list;
}

Result<void> check_password(const Secret& password, const std::vector<std::string>& context) {
    const auto text = password.reveal();
    const auto length = count_characters(text);
    if (length < password_characters_min || length > password_characters_max)
        return fail(Code::invalid, "a password has 12 to 128 characters");
    const auto lower = in_lower_case(text);
    if (std::ranges::binary_search(common_passwords(), std::string_view(lower)))
        return fail(Code::invalid, "this password is one of the first that others would try");
    if (is_mostly_context(text, context))
        return fail(Code::invalid,
                    "this password is little more than names that belong to you or to Tillwatch");
    return {};
}

}  // namespace tillwatch::accounts
