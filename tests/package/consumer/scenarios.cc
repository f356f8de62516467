#include "weft/explorer/kernel/finding.h"
#include "weft/explorer/kernel/scenario.h"
#include "weft/primitives/weft.h"

const weft::Registered kForgotten{{.name = "forgotten",
                                   .body =
                                       [] {
                                         const weft::Chan<int> jobs("jobs");
                                         weft::go("worker", [jobs] { jobs.recv(); });
                                       },
                                   .expects = weft::kind::kLeak}};
