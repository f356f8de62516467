// A shared library of scenarios. It is not linked with weft: the program that loads it has all.
#include "weft/explorer/kernel/finding.h"
#include "weft/explorer/kernel/scenario.h"
#include "weft/primitives/weft.h"

namespace {

const weft::Registered kLoaded{{.name = "loaded/closed",
                                .body =
                                    [] {
                                      weft::Chan<int> jobs(1, "jobs");
                                      jobs.close();
                                      jobs.send(1);
                                    },
                                .expects = weft::kind::kPanic}};

const weft::Registered kInOneOrder{{.name = "loaded/closed_in_time",
                                    .body =
                                        [] {
                                          const weft::Chan<int> jobs(1, "jobs");
                                          weft::go("closer", [=] { jobs.close(); });
                                          jobs.send(1);
                                        },
                                    .expects = weft::kind::kPanic}};

}  // namespace
