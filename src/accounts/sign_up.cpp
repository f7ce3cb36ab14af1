#include "accounts/sign_up.hpp"

#include "accounts/letters.hpp"
#include "accounts/password_rules.hpp"
#include "accounts/sql.hpp"

namespace tillwatch::accounts {
namespace {

constexpr std::string_view mails = "sign-up";

Failure not_open() {
    return Failure(Code::forbidden, "an account here needs an invitation");
}

}  // namespace

/// The first account may always be made: somebody has to begin.
bool SignUp::is_open(db::Transaction& transaction) const {
    return policy_ == Signup::open || !transaction.one<sql::FindAnyUser>({});
}

bool SignUp::is_invited(const SignUpRequest& request) const {
    return policy_ == Signup::invited && request.invitation &&
           invitations_.find_invited(*request.invitation) == request.email;
}

void SignUp::post_code(db::Transaction& transaction, const std::string& email, std::int64_t flow) {
    const auto now = environment_.clock.now();
    // Of an address with an account nobody is told the code, and no account would come of it.
    const auto code = codes_.issue(transaction, CodePurpose::sign_up, email, flow);
    const Instant expires_at{now.ms + code_valid_ms};
    environment_.outbox.post(transaction,
                             transaction.one<sql::FindUserByEmail>({email})
                                 ? letters::known_already(email, environment_.public_url, now)
                                 : letters::sign_up_code(email, code, expires_at));
}

std::int64_t SignUp::begin(const SignUpRequest& request) {
    if (const auto checked = check_password(request.password, {request.email, request.name});
        !checked)
        throw Failure(
            Error{Code::invalid, "the body is not valid", {{"password", checked.error().message}}});
    const bool invited = is_invited(request);
    const bool open = environment_.database.read(
        [&](db::Transaction& transaction) { return is_open(transaction); });
    if (!open && !invited) throw not_open();
    const auto password_hash = environment_.hasher.hash(request.password);
    const auto flow = environment_.random.id();
    environment_.database.write([&](db::Transaction& transaction) {
        const auto now = environment_.clock.now();
        count_mail(transaction, now, mails, request.email, to_address);
        transaction.run<sql::PutSignUp>({.address = request.email,
                                         .flow_id = flow,
                                         .name = request.name,
                                         .password_hash = password_hash,
                                         .invited = invited ? 1 : 0,
                                         .expires_at = now.ms + code_valid_ms});
        post_code(transaction, request.email, flow);
    });
    return flow;
}

void SignUp::resend(const std::string& email) {
    environment_.database.write([&](db::Transaction& transaction) {
        const auto now = environment_.clock.now();
        count_mail(transaction, now, mails, email, again_to_address);
        const auto waiting = transaction.one<sql::FindSignUp>({email, now.ms});
        if (!waiting) return;
        transaction.run<sql::ExtendSignUp>({email, now.ms + code_valid_ms});
        post_code(transaction, email, waiting->flow_id);
    });
}

SignedIn SignUp::verify(const std::string& email, std::string_view code,
                        std::optional<std::int64_t> flow, const Device& device) {
    // A wrong code is counted, so it must not undo the transaction that found it wrong.
    using Outcome = std::optional<SignedIn>;
    auto signed_in = environment_.database.write([&](db::Transaction& transaction) -> Outcome {
        const auto now = environment_.clock.now();
        const auto waiting = transaction.one<sql::FindSignUp>({email, now.ms});
        const auto wanted = waiting ? flow.value_or(waiting->flow_id) : 0;
        if (!codes_.redeem(transaction, CodePurpose::sign_up, email, wanted, code) || !waiting ||
            transaction.one<sql::FindUserByEmail>({email}))
            return std::nullopt;
        // The invitation may have been withdrawn meanwhile.
        const bool invited = waiting->invited != 0 && invitations_.is_invited(transaction, email);
        if (!invited && !is_open(transaction)) throw not_open();
        const bool first = !transaction.one<sql::FindAnyUser>({});
        const UserId user_id{environment_.random.id()};
        transaction.run<sql::InsertUser>({.user_id = user_id.value,
                                          .email = email,
                                          .name = waiting->name,
                                          .password_hash = waiting->password_hash,
                                          .is_operator = first ? 1 : 0,
                                          .created_at = now.ms});
        transaction.run<sql::DeleteSignUp>({email});
        Attempts::clear_all(transaction, user_id, email);
        // Of two who would be the first at once, one finds the request of the other changed.
        if (first && policy_ != Signup::open) transaction.run<sql::DeleteOtherSignUps>({email});
        record(transaction, "account.made", user_id, device.address, now);
        return sign_in_.begin(transaction, user_id, device);
    });
    if (!signed_in)
        throw Failure(Error{Code::invalid,
                            "the code is wrong or no longer good",
                            {{"code", "is wrong or no longer good"}}});
    return *std::move(signed_in);
}

}  // namespace tillwatch::accounts
