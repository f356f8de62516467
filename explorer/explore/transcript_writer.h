// Writes down an execution while it is run for a person: who, what, with what, where.
#pragma once

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "weft/explorer/explore/breaking_points.h"
#include "weft/explorer/explore/user_output.h"
#include "weft/explorer/kernel/observer.h"
#include "weft/explorer/kernel/transcript.h"
#include "weft/explorer/kernel/user_calls.h"
#include "weft/explorer/kernel/world.h"

namespace weft {

class TranscriptWriter : public kernel::Observer {
 public:
  explicit TranscriptWriter(const kernel::World& world);
  /// Tells also what the scenario prints, and where it breaks. All must outlive it.
  TranscriptWriter(const kernel::World& world, UserOutput& output, const BreakingPoints& breaks);

  void spawned(kernel::GoroutineId child, kernel::GoroutineId parent,
               const kernel::Spawn& how) override;
  void arrived(kernel::GoroutineId g, const kernel::Operation& operation) override;
  void happened(const kernel::Event& event, const kernel::Operation& operation,
                const kernel::Operation* peer) override;
  void noted(kernel::GoroutineId g, const kernel::Name& object, const char* verb,
             std::string result, kernel::Location at) override;
  void result_is_owed() override { owes_ = transcript_.steps.size() - 1; }
  void result_is_known(std::string result) override {
    transcript_.steps[owes_].result = std::move(result);
  }
  void finished(kernel::GoroutineId g) override;
  void over() override;
  void ended(const kernel::Execution& execution) override;
  void made(const kernel::Name& name) override;
  void made_handle(const kernel::Name& handle, const kernel::Name& of) override {
    known_name(handle) = std::string(known_name(of));
  }
  std::string called(const kernel::Name& name) override;

  [[nodiscard]] Transcript& transcript() { return transcript_; }
  [[nodiscard]] const Transcript& transcript() const { return transcript_; }

  struct Lock {
    kernel::GoroutineId holder;
    kernel::ResourceId resource;
    Transcript::Held told;
  };
  /// What is locked just now.
  [[nodiscard]] const std::vector<Lock>& held() const { return held_; }

 private:
  /// "lock" and "mu".
  struct Phrase {
    std::string operation;
    std::string object;
  };

  [[nodiscard]] std::string unique(const std::string& name);
  std::string& known_name(const kernel::Name& name) {
    return names_[{&name, name.type, name.declared.file, name.declared.line}];
  }
  [[nodiscard]] Phrase phrase(const kernel::Operation& operation);
  Transcript::Step& step(Transcript::StepKind kind, kernel::GoroutineId g, kernel::Location at);
  void goes_on(kernel::GoroutineId g);
  void hold(kernel::GoroutineId g, const kernel::Operation& operation, std::uint16_t way);

  void printed(kernel::GoroutineId g);
  [[nodiscard]] std::string offer(kernel::GoroutineId g, const Phrase& taken) const;
  void find_breaks(const kernel::Execution& execution);
  [[nodiscard]] Stack stack_of_calls() const;
  void find_user_calls();

  const kernel::World& world_;
  UserOutput* output_ = nullptr;
  const BreakingPoints* breaks_ = nullptr;
  Transcript transcript_;
  std::vector<Transcript::Print> prints_;  // before there was any step
  std::size_t owes_ = 0;                   // the step whose result is to come
  std::vector<Stack> stack_of_step_;
  std::vector<Stack> stack_of_wait_;  // by goroutine
  struct Stop {
    const kernel::Operation* at = nullptr;  // null: it goes on
    bool unwinding = false;                 // an exception was on its way when it came there
  };
  std::vector<Stop> stops_;  // by goroutine
  std::vector<Lock> held_;
  using Identity = std::tuple<const kernel::Name*, const char*, const char*, int>;
  std::map<Identity, std::string> names_;  // an address may be used again, by another thing
  std::map<std::string, int> uses_;
  std::vector<std::string> called_;  // objects named since phrase() began
};

}  // namespace weft
