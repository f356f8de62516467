// Somebody who listens while a schedule is re-run for a person. Never there while searching.
#pragma once

#include <string>

#include "weft/explorer/kernel/goroutine.h"
#include "weft/explorer/kernel/operation.h"

namespace weft::kernel {

class Observer {
 public:
  virtual void spawned(GoroutineId child, GoroutineId parent, const Spawn& how) = 0;
  /// Goroutine `g` stopped in front of `operation`.
  virtual void arrived(GoroutineId g, const Operation& operation) = 0;
  /// The event that was just recorded; the operation's effect has been had.
  virtual void happened(const Event& event, const Operation& operation, const Operation* peer) = 0;
  virtual void noted(GoroutineId g, const Name& object, const char* verb, std::string result,
                     Location at) = 0;
  /// What came of the last step is not known yet.
  virtual void result_is_owed() = 0;
  /// What came of the step that this was last said of.
  virtual void result_is_known(std::string result) = 0;
  virtual void finished(GoroutineId g) = 0;
  /// There is a new thing, perhaps where an earlier one was.
  virtual void made(const Name& name) = 0;
  /// A new handle is called by the name of what it stands for.
  virtual void made_handle(const Name& handle, const Name& of) = 0;
  /// What a thing is called in this tale, where no two things have one name.
  virtual std::string called(const Name& name) = 0;
  /// Nothing can move any more. What is going on outside of weft may have its time to break.
  virtual void over() = 0;
  /// Before anything is unwound: what still waits can be looked at for the last time.
  virtual void ended(const Execution& execution) = 0;

 protected:
  ~Observer() = default;
};

}  // namespace weft::kernel
