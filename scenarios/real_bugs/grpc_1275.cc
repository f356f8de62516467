// gRPC 1275: closing a stream did not wake up its reader. The fix puts an error into the stream's
// buffer; the reader ends with it.
#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

using namespace std::chrono_literals;

struct Stream {
  Chan<Error> received{"received"};

  void read_full() const {
    while (!received.recv()) {  // nothing but an error ends it
    }
  }
  void close(bool fixed) const {
    if (fixed) received.send(Error("stream closed"));
  }
};

void run(bool fixed) {
  Stream stream;
  const Chan<Unit> done("done");
  go("reader", [&, done] {
    stream.read_full();
    done.close();
  });
  stream.close(fixed);
  const Timer patience(300ns);
  select(recv(done, [&] { patience.stop(); }), recv(patience.c()));
}

const RegisteredBug registered{{"grpc_1275", [] { run(false); }, [] { run(true); }, kind::kLeak,
                                "A close that does not wake the reader"}};

}  // namespace
}  // namespace weft
