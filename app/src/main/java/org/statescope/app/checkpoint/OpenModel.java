package org.statescope.app.checkpoint;

import java.nio.file.Path;
import java.util.List;
import org.statescope.analysis.checkpoint.family.ModelFamily;
import org.statescope.analysis.network.SsmNetwork;
import org.statescope.training.run.dynamics.DynamicsSnapshot;

/// A checkpoint that is open.
///
/// @param path the file or folder that was opened, which is the model's identity
/// @param label what to call it, short
/// @param snapshot its poles and steps as a run would write them before its first step
/// @param network its systems, layer by layer as in the snapshot
/// @param remarks what a reader of the poles must know, in sentences
public record OpenModel(
    Path path,
    String label,
    ModelFamily family,
    DynamicsSnapshot snapshot,
    SsmNetwork network,
    List<String> remarks) {
  public OpenModel {
    remarks = List.copyOf(remarks);
  }
}
