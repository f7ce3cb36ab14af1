// A bare TCP client for tests of the HTTP server: it sends any bytes and reads answers strictly.
// Every wait has a deadline. One thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace tillwatch::test {

struct RawAnswer {
    int status = 0;  // 0: the connection ended before an answer was whole
    std::string head;
    std::map<std::string, std::string> headers;  // names in lower case
    std::string body;
    bool whole = false;
};

class RawConnection {
  public:
    explicit RawConnection(std::uint16_t port, int receive_buffer_bytes = 0);
    ~RawConnection();
    RawConnection(const RawConnection&) = delete;
    RawConnection& operator=(const RawConnection&) = delete;

    /// False if the server has closed.
    bool send(std::string_view bytes);
    void end_sending();

    /// The next answer; `bodiless` after a HEAD.
    RawAnswer read_answer(bool bodiless = false);
    /// Everything until the server closes; `closed()` tells whether it did.
    std::string read_all();
    bool closed() const { return closed_; }
    /// True once the server has closed; false if it has not within the deadline.
    bool wait_until_closed();
    /// What has come and was not read as an answer; waits for `bytes` of it.
    std::string read_some(std::size_t bytes);

    static constexpr std::chrono::milliseconds patience{10'000};

  private:
    bool receive();
    bool fill_to(std::size_t bytes);
    std::string read_chunks(bool& whole);

    int socket_;
    std::string received_;
    bool closed_ = false;
};

}  // namespace tillwatch::test
