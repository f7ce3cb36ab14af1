#include "sim/people.hpp"

#include <vector>

#include <fmt/format.h>

namespace tillwatch::sim {
namespace {

constexpr std::string_view first_names[] = {
    "Aisha",  "Amelia", "Björn",  "Carlos",  "Chloé",  "Daniel", "Deepa",  "Emma",
    "Fatima", "George", "Haruka", "Ibrahim", "Isla",   "Jack",   "Keiko",  "Liam",
    "Łukasz", "Maria",  "Noor",   "Nina",    "Olivia", "Oscar",  "Priya",  "Ruth",
    "Siân",   "Sophie", "Thomas", "Uma",     "Wei",    "Zoë",    "Yousef", "Ben"};
constexpr std::string_view last_names[] = {
    "Adeyemi", "Baker", "Brown",    "Chen",   "Clarke", "Davies",  "Evans",    "Fernández",
    "García",  "Green", "Al-Sabah", "Hughes", "Jones",  "Kaur",    "Khan",     "Kowalski",
    "Lewis",   "Mori",  "Müller",   "Murphy", "Nowak",  "O'Neill", "Patel",    "Roberts",
    "Silva",   "Singh", "Smith",    "Tanaka", "Walker", "Weber",   "Williams", "Wright"};
constexpr std::string_view streets[] = {"High Street", "Station Road",  "Main Street",
                                        "Church Lane", "Victoria Road", "Green Lane",
                                        "Park Avenue", "Mill Lane",     "Garden Row"};
constexpr std::string_view mail_words[] = {"post", "mail", "hello", "home", "me", "shop", "inbox"};

/// Of those who buy once, seldom, often, nearly always.
constexpr int returns_per_mille[] = {0, 250, 520, 820};
constexpr int returns_weights[] = {45, 30, 20, 5};

std::string filled(std::string_view pattern, Dice& dice) {
    std::string out(pattern);
    for (char& c : out) {
        if (c == '#') c = static_cast<char>('0' + dice.below(10));
        if (c == '?') c = static_cast<char>('A' + dice.below(26));
    }
    return out;
}

const Place& pick_place(Dice& dice, const Profile& profile) {
    std::vector<int> weights;
    for (const auto& place : profile.places) weights.push_back(place.weight);
    return profile.places[dice.weighted(weights)];
}

}  // namespace

std::string make_street(Dice& dice) {
    return fmt::format("{} {}", dice.between(1, 220), dice.pick(streets));
}

Customer make_person(Dice& dice, const Profile& profile) {
    Customer person;
    person.first_name = dice.pick(first_names);
    person.last_name = dice.pick(last_names);
    person.email =
        fmt::format("{}.{:08}@example.com", dice.pick(mail_words), dice.below(100'000'000));
    if (dice.chance(300)) person.phone = fmt::format("+1555{:07}", dice.below(10'000'000));
    person.street = make_street(dice);
    person.place = &pick_place(dice, profile);
    person.zip = filled(person.place->zip, dice);
    person.returns_per_mille = returns_per_mille[dice.weighted(returns_weights)];
    return person;
}

}  // namespace tillwatch::sim
