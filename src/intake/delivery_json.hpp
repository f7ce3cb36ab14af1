// A delivery of the log as JSON. Whatever bytes came are shown: text that is UTF-8 as it is, other
// bodies as base64, other header values as the Latin-1 that HTTP once said they are. Pure.
#pragma once

#include <string>

#include "intake/delivery_log.hpp"
#include "json/writer.hpp"

namespace tillwatch::intake {

std::string page_json(const DeliveryPage& page);

/// The delivery with its headers, its body and whether both are as they came.
std::string delivery_json(const LoggedDelivery& delivery, const KeptContent& kept);

}  // namespace tillwatch::intake
