// Deliveries of the log as JSON and as CSV. Whatever bytes came are shown: text that is UTF-8 as it
// is, other bodies as base64, other header values as the Latin-1 that HTTP once said they are.
// Pure.
#pragma once

#include <string>

#include "http/csv.hpp"
#include "intake/delivery_log.hpp"
#include "json/writer.hpp"

namespace tillwatch::intake {

std::string page_json(const DeliveryPage& page, const std::optional<std::string>& next_cursor);
std::string page_csv(const DeliveryPage& page, bool with_head);

/// The delivery with its headers, its body and whether both are as they came.
/// `shows_body`: what Shopify sent has personal data in it.
std::string delivery_json(const LoggedDelivery& delivery, const KeptContent& kept, bool shows_body);

}  // namespace tillwatch::intake
