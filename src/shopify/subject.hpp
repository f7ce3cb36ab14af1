// What a body is about: by its delivery's topic, or by its keys where there is no topic.
#pragma once

#include <string_view>

#include "shopify/fields.hpp"

namespace tillwatch::shopify {

enum class Subject {
    none,     // of no kind that is read
    privacy,  // a request about protected data
    order,
    order_edit,
    refund,
    customer,
    customer_merge,
    product,
    checkout,
    shop,
    uninstalled_shop,
    deleted_order,
    deleted_customer,
    deleted_product,
    deleted_checkout
};

Subject subject_of_topic(std::string_view topic);

/// The kind of whole object that a body is, as far as its keys tell.
Subject subject_by_keys(const Fields& fields);

/// Whether a body is something else than its topic says. Headers are not signed: this is what keeps
/// a body that was signed once from being taken for something else.
bool contradicts(Subject subject, const Fields& fields);

}  // namespace tillwatch::shopify
