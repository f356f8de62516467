#include "weft/primitives/cancellation.h"

#include <algorithm>
#include <sstream>
#include <utility>

#include "weft/explorer/kernel/finding.h"
#include "weft/primitives/moments.h"

namespace weft {

using kernel::Alternative;
using kernel::AlternativeId;
using kernel::declare;
using kernel::Sync;
using kernel::Test;

namespace {

// An alternative has room for so many conditions; see relay() for what lies above.
constexpr std::size_t kLongestLine = 4;

constexpr kernel::Spawn kClock{.name = "clock", .at = {}, .background = true, .internal = true};

/// Closes: writes what the context says from now on.
class Closing final : public kernel::Operation {
 public:
  Closing(const AlternativeId& way, const AlternativeId& look, const char* verb,
          const kernel::Name& name, Location at, const Cancelled& saying, Cancelled& said)
      : Operation(std::span(&way, 1), verb, name, at), saying_(saying), said_(said) {
    called_from_destructors();
    otherwise(std::span(&look, 1));
  }
  void execute(kernel::Step& step) override {
    if (step.way() == 0) said_ = saying_;
  }
  void result(std::ostream& out) const override {
    out << (taken() == 0 ? saying_.cause.message() : "was done already");
  }

 private:
  const Cancelled& saying_;
  Cancelled& said_;
};

/// Whether the calling goroutine knows that the deadline has passed, and it can be noticed.
bool expires_late(const kernel::Name& name, const Deadline& deadline) {
  return kernel::known(name.declared) && moments().overdue(deadline);
}

class LostCancels final : public kernel::PerExecution {
 public:
  void add(std::shared_ptr<Cancellation> abandoned) { abandoned_.push_back(std::move(abandoned)); }
  void ended() override {
    for (const auto& abandoned : abandoned_) {
      if (!abandoned->lost()) continue;
      std::ostringstream words;
      words << "the cancel function of " << abandoned->name() << " was never called";
      kernel::report(kind::kLostCancel, words.str());
    }
  }

 private:
  std::vector<std::shared_ptr<Cancellation>> abandoned_;
};

}  // namespace

/// Only derive() makes one.
class Cancellation::Key {};

Cancellation::Cancellation(const Key& /*key*/, std::shared_ptr<Cancellation> parent,
                           std::optional<Term> term, const Cancelled& expired, Location at)
    : chan::State<Unit>("context", {}, at),
      parent_(std::move(parent)),
      line_{this},
      term_(term),
      expired_(expired),
      relayed_(parent_ != nullptr && parent_->line_.size() == kLongestLine) {
  if (parent_ != nullptr && !relayed_) {
    line_.insert(line_.end(), parent_->line_.begin(), parent_->line_.end());
  }
  declare_ways();
}

void Cancellation::declare_ways() {
  close_ = declare(still_open(line_.size()).write(closed_, Sync::release, +1));
  Alternative look;
  for (const Cancellation* above : line_) look.read(above->closed_);
  look_ = declare(look);
  for (std::size_t i = 0; i < line_.size(); ++i) {
    done_.push_back(declare(still_open(i)
                                .when(line_[i]->closed_, Test::positive)
                                .read(line_[i]->closed_, Sync::acquire)));
  }
  receive_by(done_, look_);
}

/// The first `up_to` of the line are not closed. Of these all but its own are only read.
Alternative Cancellation::still_open(std::size_t up_to) const {
  Alternative way;
  for (std::size_t i = 0; i < up_to; ++i) {
    way.when(line_[i]->closed_, Test::zero);
    if (up_to != line_.size() || i != 0) way.read(line_[i]->closed_);
  }
  return way;
}

std::shared_ptr<Cancellation> Cancellation::derive(std::shared_ptr<Cancellation> parent,
                                                   std::optional<Term> term,
                                                   const Cancelled& expired, Location at) {
  auto made = make_kept<Cancellation>(Key(), std::move(parent), term, expired, at);
  made->start();
  return made;
}

void Cancellation::start() {
  if (relayed_) {
    parent_->noticed();
    kernel::spawn([self = shared_from_this()] { self->relay(); }, kClock);
  }
  if (!term_.has_value()) return;
  if (term_->end <= moments().local()) {
    term_.reset();
    return close(expired_, "expire", name().declared);
  }
  deadline_ = {term_->end, moments().begin()};
  for (Cancellation* above = parent_.get(); above != nullptr; above = above->parent_.get()) {
    above->below_.emplace(closed_, Below{deadline_, name(), done_});
  }
  if (kernel::known(name().declared)) {
    kernel::spawn([self = shared_from_this()] { self->expire(); }, kClock);
  }
}

void Cancellation::expire() {
  Alternative way = still_open(line_.size()).write(closed_, Sync::none, +1);
  const AlternativeId due = declare(moments().not_before(deadline_.time, way));
  class Expiry final : public kernel::Operation {
   public:
    Expiry(const AlternativeId& way, Cancellation& of)
        : Operation(std::span(&way, 1), "expire", of.name(), of.name().declared), of_(of) {}
    void execute(kernel::Step& /*step*/) override {
      of_.saying_ = of_.expired_;
      of_.expired_by_itself_ = true;
    }

   private:
    Cancellation& of_;
  };
  Expiry expiry(due, *this);
  kernel::perform(expiry);
}

/// Go does the same for a parent it knows nothing of: a goroutine passes on that it was cancelled.
void Cancellation::relay() {
  const Cancelled above = parent_->wait(name().declared);
  close(above, "cancel", name().declared);
}

void Cancellation::close(const Cancelled& saying, const char* verb, Location at,
                         const kernel::Name* by) {
  await_overdue(at, by);
  for (const auto& [closed, below] : below_) {
    if (kernel::unwinding() || !expires_late(below.name, below.deadline)) continue;
    kernel::perform_release(below.done, "wait for", below.name, at, by);
  }
  Closing closing(close_, look_, verb, name(), at, saying, saying_);
  closing.by(by);
  kernel::perform(closing);
}

std::optional<Cancelled> Cancellation::look(const char* verb, Location at, const kernel::Name& by) {
  noticed();
  class Look final : public kernel::Operation {
   public:
    Look(std::span<const AlternativeId> ways, const AlternativeId& look, bool overdue,
         const char* verb, const kernel::Name& name, Location at)
        : Operation(ways, verb, name, at) {
      if (!overdue) otherwise(std::span(&look, 1));
    }
    [[nodiscard]] bool done() const { return taken() != kernel::kOtherwise; }
    void result(std::ostream& out) const override { out << (done() ? "done" : "<nil>"); }
  };
  Look look(done_, look_, overdue(), verb, name(), at);
  look.by(&by);
  kernel::perform(look);
  if (!look.done()) return {};
  after_receive();
  return first_closed().saying_;
}

Cancelled Cancellation::wait(Location at) {
  noticed();
  kernel::perform(done_, "wait for", name(), at);
  after_receive();
  return first_closed().saying_;
}

/// Whose word it is, once it is done. Nobody below an already closed one is closed any more.
const Cancellation& Cancellation::first_closed() const {
  const auto first = std::ranges::find_if(line_, &Cancellation::closed);
  return first == line_.end() ? *this : **first;
}

void Cancellation::after_receive() {
  const Cancellation& first = first_closed();
  if (!first.expired_by_itself_) return;
  // By the clock it may have been made at any moment before.
  moments().reach(first.term_->by_the_clock ? Deadline{first.term_->end} : first.deadline_);
}

void Cancellation::noticed() const {
  if (relayed_) parent_->noticed();
  for (const Cancellation* above : line_) {
    if (above->term_.has_value()) kernel::learn(above->name().declared);
  }
}

bool Cancellation::overdue() const {
  const auto late = [](const Cancellation* c) {
    return c->term_ && expires_late(c->name(), c->deadline_);
  };
  return std::ranges::any_of(line_, late);
}

/// Whoever acts when a deadline has passed by all he knows acts after it.
void Cancellation::await_overdue(Location at, const kernel::Name* by) const {
  if (kernel::unwinding() || !overdue()) return;
  kernel::perform_release(done_, "wait for", name(), at, by);
}

bool Cancellation::over_by(const Term& term) const {
  if (parent_ != nullptr && parent_->over_by(term)) return true;
  if (!term_) return false;
  if (term_->by_the_clock) return term.end > term_->end;
  // How long it still is to a moment by the clock nobody knows.
  return !term.by_the_clock && moments().comes_after(term.end, deadline_);
}

void Cancellation::polled() const {
  noticed();
  await_overdue(name().declared);
}

void Cancellation::abandon() {
  if (!kernel::unwinding()) kernel::per_execution<LostCancels>().add(shared_from_this());
}

bool Cancellation::lost() const {
  if (relayed_ && closed()) return false;
  return std::ranges::none_of(line_.begin() + 1, line_.end(), &Cancellation::closed);
}

}  // namespace weft
