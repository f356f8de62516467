// errgroup: FetchAll fetches everything, or says what went wrong first.
#include <memory>
#include <vector>

#include "weft/explorer/kernel/finding.h"
#include "weft/explorer/kernel/scenario.h"
#include "weft/primitives/weft.h"

namespace weft {
namespace {

const Error kNotFound("not found");
constexpr int kUrls = 2;

/// Pages by number; the page of url 1 may be gone.
Error fetch(const Context& ctx, int url, Shared<int>& page) {
  if (Error late = ctx.err()) return late;
  if (url == 1 && choose(2) == 1) return kNotFound;
  page.store(100 + url);
  return nullptr;
}

/// GOOD: the first error cancels the others and is what comes back.
Error fetch_all(std::vector<std::unique_ptr<Shared<int>>>& pages) {
  auto [group, ctx] = ErrGroup::with_context(background());
  for (int url = 0; url < kUrls; ++url) {
    group.go(
        [&, ctx = ctx, url] { return fetch(ctx, url, *pages[static_cast<std::size_t>(url)]); });
  }
  return group.wait();
}

std::vector<std::unique_ptr<Shared<int>>> empty_pages() {
  std::vector<std::unique_ptr<Shared<int>>> pages(kUrls);
  for (auto& page : pages) page = std::make_unique<Shared<int>>(0, "page");
  return pages;
}

void good_fetch_all() {
  auto pages = empty_pages();
  const Error error = fetch_all(pages);
  if (error) return expect(error == kNotFound, "the error that came first");
  for (const auto& page : pages) expect(page->load() >= 100, "every page");
}

/// BAD: whoever fails sends its error, and only the first error is read.
void bad_fetch_all() {
  const Chan<Error> errors("errors");
  for (int url = 0; url < kUrls; ++url) {
    go(url == 0 ? "first fetch" : "second fetch", [=] { errors.send(kNotFound); });
  }
  expect(errors.recv() == kNotFound, "the first error");
}

/// BAD: every goroutine writes the one error.
void bad_shared_error() {
  Shared<bool> failed(false, "failed");
  WaitGroup all("all");
  for (int url = 0; url < kUrls; ++url) all.go([&] { failed.store(true); });
  all.wait();
}

/// GOOD: never more than one at a time.
void good_limited() {
  ErrGroup group("group");
  group.set_limit(1);
  Shared<int> busy(0, "busy");
  for (int url = 0; url < kUrls; ++url) {
    group.go([&] {
      busy.update([](int& n) { ++n; });
      return Error();
    });
  }
  expect(!group.wait(), "no error");
  expect(busy.load() == kUrls, "every url");
}

const Registered registered[] = {
    Registered{{.name = "guideline/err_group/bad_fetch_all",
                .body = bad_fetch_all,
                .expects = kind::kLeak,
                .summary = "FetchAll that reads the first error only; the second has no reader"}},
    Registered{{.name = "guideline/err_group/good_fetch_all",
                .body = good_fetch_all,
                .summary = "FetchAll with an error group and its context"}},
    Registered{{.name = "guideline/err_group/bad_shared_error",
                .body = bad_shared_error,
                .expects = kind::kDataRace,
                .summary = "FetchAll whose goroutines share one error variable"}},
    Registered{{.name = "guideline/err_group/good_limited",
                .body = good_limited,
                .summary = "An error group that runs one goroutine at a time"}},
};

}  // namespace
}  // namespace weft
