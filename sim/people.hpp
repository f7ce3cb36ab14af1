// Made-up people: names, addresses, telephones.
#pragma once

#include "sim/dice.hpp"
#include "sim/records.hpp"

namespace tillwatch::sim {

/// Without an id and times.
Customer make_person(Dice& dice, const Profile& profile);
std::string make_street(Dice& dice);

}  // namespace tillwatch::sim
