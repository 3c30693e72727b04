package org.statescope.app.poles;

import java.util.List;

/// How the pairs of maps are made of what was read.
///
/// @param builder how scenes are built
/// @param together whether all runs share one pair
record MapLook(SceneBuilder builder, boolean together) {

  List<PoleMapData> build(List<RunFrames> runs) {
    if (!together) {
      return runs.stream().map(run -> builder.build(List.of(run))).toList();
    }
    return runs.isEmpty() ? List.of() : List.of(builder.build(runs));
  }
}
