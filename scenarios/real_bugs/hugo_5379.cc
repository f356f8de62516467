// Hugo 5379: a page's content is made under a Once, by a helper goroutine that holds the page's
// mutex and has a deadline. Short codes in it ask for the page's word count, which needs that Once.
// When the deadline has passed the Once is done, the helper goes on with the mutex, and wants the
// mutex again. The fix locks outside of the helper, which gives up when its time is over.
#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

using namespace std::chrono_literals;

struct Page {
  Mutex mu{"mu"};
  Once content_init{"content_init"};
  Once plain_init{"plain_init"};
  bool fixed;

  explicit Page(bool with_fix) : fixed(with_fix) {}

  void word_count() {
    init_content();
    init_plain();
  }

  void init_content() {
    content_init.do_once([this] {
      if (fixed) mu.lock();
      const auto [ctx, cancel] = with_timeout(background(), 1ms);
      const Defer no_more(cancel);
      const Chan<Unit> content(1, "content");
      go("helper", [this, ctx = ctx, content] {
        if (fixed && ctx.err()) return;
        if (!fixed) mu.lock();
        word_count();  // the short code
        content.send({});
        if (!fixed) mu.unlock();
      });
      select(recv(ctx.done()), recv(content));
      if (fixed) mu.unlock();
    });
  }

  void init_plain() {
    plain_init.do_once([this] { std::scoped_lock lock(mu); });
  }
};

void render(bool fixed) {
  Page page(fixed);
  WaitGroup workers("workers");
  for (int i = 0; i < 2; ++i) workers.go([&] { page.word_count(); });
  workers.wait();
}

const RegisteredBug registered{{"hugo_5379", [] { render(false); }, [] { render(true); },
                                kind::kDeadlock,
                                "A mutex held by a helper that outlives its deadline"}};

}  // namespace
}  // namespace weft
