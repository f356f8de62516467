// What must not compile, a case for each value of WEFT_CASE; without one it all compiles.
#include "weft/primitives/mutex.h"
#include "weft/primitives/select_cases.h"

using namespace weft;  // NOLINT: short examples

void misuse(const SendChan<int>& in, const RecvChan<int>& out, const Chan<int>& both, Mutex& mu) {
  const SendChan<int> send_only = both;
  const RecvChan<int> receive_only = both;
#if WEFT_CASE == 1  // a direction is not taken back
  const Chan<int> again = send_only;
#elif WEFT_CASE == 2
  const Chan<int> again = receive_only;
#elif WEFT_CASE == 3  // "invalid operation: cannot receive from send-only channel"
  (void)in.recv();
#elif WEFT_CASE == 4  // "invalid operation: cannot send to receive-only channel"
  out.send(1);
#elif WEFT_CASE == 5  // "invalid operation: cannot close receive-only channel"
  out.close();
#elif WEFT_CASE == 6  // "there can be at most one default case"
  select(recv(out), otherwise(), otherwise());
#elif WEFT_CASE == 7  // a lock must not be copied
  Mutex copy = mu;
#elif WEFT_CASE == 8  // "cannot use "one" as int value in send"
  in.send("one");
#elif WEFT_CASE == 9  // a case receives from what can be received from
  select(recv(in));
#elif WEFT_CASE == 10
  select(send(out, 1));
#else
  in.send(out.recv());
  select(recv(out), send(in, 1), otherwise());
  mu.lock();
#endif
  (void)send_only;
  (void)receive_only;
}
