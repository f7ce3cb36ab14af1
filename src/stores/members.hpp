// The people of a store: who they are, what they may, how somebody becomes one of them. All rules
// of who may do what to whom stand here (docs/access.md has them as a table):
//   an owner does anything; an admin invites, changes and removes admins and viewers; everybody may
//   leave; a store keeps at least one owner.
// An invitation goes by mail, as a link with a token that is good once, for its address alone.
// Each change is written to the audit log in its transaction. Thread-safe; everything blocks.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/sign_up.hpp"
#include "audit/audit.hpp"
#include "mail/outbox.hpp"
#include "stores/stores.hpp"

namespace tillwatch::stores {

inline constexpr std::int64_t invitation_valid_ms = std::int64_t{7} * 86'400'000;
/// One address is not written to more often by one store.
inline constexpr std::int64_t invitation_pause_ms = 60'000;
inline constexpr std::int64_t invitations_max = 100;  // of one store, not yet accepted

using InvitationId = Id<struct InvitationTag>;

Result<Role> parse_role(std::string_view text);

struct Member {
    UserId id;
    std::string email;
    std::string name;
    Role role = Role::viewer;
    bool sees_personal_data = true;
    Instant joined_at;
};

struct Invitation {
    InvitationId id;
    std::string email;
    Role role = Role::viewer;
    bool sees_personal_data = true;
    Instant invited_at;
    Instant expires_at;
};

struct NewInvitation {
    std::string email;
    Role role = Role::viewer;
    bool sees_personal_data = true;
};

/// What is none stays.
struct MemberChange {
    std::optional<Role> role;
    std::optional<bool> sees_personal_data;
};

class Members {
  public:
    Members(db::Database& database, const Clock& clock, Random& random, const mail::Outbox& outbox,
            std::string public_url)
        : database_(database),
          clock_(clock),
          random_(random),
          outbox_(outbox),
          public_url_(std::move(public_url)) {}

    /// By address.
    std::vector<Member> list(StoreId store_id);
    std::vector<Invitation> list_invitations(StoreId store_id);

    /// Mails a link. One that waits already for the same address is replaced. Failure: invalid,
    /// conflict (a member already), forbidden, too_many_requests.
    Invitation invite(const Store& store, const audit::Actor& by, const NewInvitation& wanted);
    /// Of a member or of an invitation, whichever has this id. Failure: not_found, forbidden,
    /// conflict (the last owner), invalid.
    void change(StoreId store_id, const audit::Actor& by, std::int64_t id,
                const MemberChange& wanted);
    void remove(StoreId store_id, const audit::Actor& by, std::int64_t id);

    /// The account with the address of the invitation becomes a member; answers of which store.
    /// Failure: not_found (no such token, used or expired), forbidden (another's address).
    StoreId accept(const audit::Actor& by, const Secret& token);
    /// The address that a token invites, if it can be accepted now.
    std::optional<std::string> find_invited(const Secret& token);
    /// Whether any invitation of an address can be accepted now.
    bool is_invited(db::Transaction& transaction, std::string_view email) const;
    /// The same two for who signs up, as long as this is there.
    accounts::Invitations invitations();

    /// Those that nobody accepted in time.
    void forget_expired();

  private:
    void change_member(db::Transaction& transaction, StoreId store_id, const audit::Actor& by,
                       std::int64_t id, const MemberChange& wanted);
    void record(db::Transaction& transaction, std::string_view action, StoreId store_id,
                const audit::Actor& by, std::int64_t subject,
                std::vector<std::pair<std::string_view, std::string>> details = {});
    mail::Message letter(const Store& store, std::string_view inviter, const Invitation& invitation,
                         const Secret& token) const;

    db::Database& database_;
    const Clock& clock_;
    Random& random_;
    const mail::Outbox& outbox_;
    const std::string public_url_;
};

}  // namespace tillwatch::stores
