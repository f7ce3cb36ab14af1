// The lines of an import, of whatever shape: objects as webhooks and REST show them, each whole in
// its line, and the rows of bulk operations, several of which make one object. One thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "json/reader.hpp"
#include "shopify/bulk_assembler.hpp"

namespace tillwatch::shopify {

/// An order, refund, customer or product, told apart by its keys.
Parsed read_whole_line(const json::Value& document, Currency currency);

class ImportLines {
  public:
    explicit ImportLines(Currency currency) : currency_(currency) {}

    /// Failure too_large from BulkAssembler.
    void take(std::int64_t line, std::string_view text, Assembled& out);
    /// It is rejected for this reason.
    void take_unreadable(std::int64_t line, std::string_view reason, Assembled& out);
    void finish(Assembled& out) { bulk_.finish(out); }
    /// The least line that is held until others come: none where all was given out.
    std::optional<std::int64_t> first_held() const { return bulk_.first_held(); }

  private:
    Currency currency_;
    json::Parser parser_;
    BulkAssembler bulk_;
};

}  // namespace tillwatch::shopify
