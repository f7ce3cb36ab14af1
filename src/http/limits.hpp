// Every limit of the HTTP server, in one place. The constants are part of the wire format that we
// accept; the struct holds what a deployment or a test may set.
#pragma once

#include <chrono>
#include <cstddef>

namespace tillwatch::http {

inline constexpr std::size_t kib = 1024;
inline constexpr std::size_t mib = 1024 * kib;

inline constexpr std::size_t head_bytes_max = 16 * kib;          // beyond it: 431
inline constexpr std::size_t target_bytes_max = 4 * kib;         // beyond it: 414
inline constexpr std::size_t fields_max = 100;                   // beyond it: 431
inline constexpr std::size_t chunk_size_digits_max = 16;         // beyond it: 400
inline constexpr std::size_t chunk_extension_bytes_max = 256;    // of one chunk; beyond it: 400
inline constexpr std::size_t extension_bytes_max = 16 * kib;     // of all chunks; beyond it: 400
inline constexpr std::size_t path_parameters_max = 4;            // of one route
inline constexpr std::size_t read_buffer_bytes = 20 * kib;       // of a request in progress
inline constexpr std::size_t body_bytes_default_max = 1 * mib;   // of an API request
inline constexpr std::size_t body_bytes_webhook_max = 10 * mib;  // of a delivery

struct Limits {
    using ms = std::chrono::milliseconds;

    ms head_time{5'000};        // from the first byte of a head to its last
    ms body_idle_time{5'000};   // between two pieces of a body
    ms body_time{15'000};       // of a whole body
    ms write_time{10'000};      // of one write, plus its size at the lowest rate
    ms idle_time{30'000};       // between two requests, and before the first
    ms linger_time{2'000};      // reading on after a refusal, so that the client sees it
    ms stop_time{3'000};        // for requests in progress when the server stops
    ms sweep_interval{100};     // how often deadlines are looked at
    ms accept_pause_time{100};  // after an error of accept, such as too many open files

    std::size_t rate_bytes_per_second_min = 4 * kib;  // of a body and of a reader
    std::size_t linger_bytes_max = 32 * mib;

    std::size_t requests_per_connection_max = 1'000;
    std::size_t connections_max = 10'000;
    std::size_t connections_per_address_max = 256;     // loopback and trusted proxies are exempt
    std::size_t body_bytes_in_flight_max = 256 * mib;  // of all connections together; beyond: 503
    std::size_t spare_buffers_max = 256;               // of each thread
};

}  // namespace tillwatch::http
