package org.statescope.app.poles;

import java.util.ArrayList;
import java.util.List;
import org.statescope.analysis.lti.StateSpace;
import org.statescope.app.export.NamedSystem;
import org.statescope.app.plot.ShownRun;
import org.statescope.app.texts.Texts;
import org.statescope.training.run.SsmStructure;
import org.statescope.training.run.dynamics.LayerDynamics;

/// The system that a pole belongs to: the frozen triple (A, mean B, mean C) of a snapshot, or the
/// system of a checkpoint.
///
/// @param run the run, for its name
/// @param frame the snapshot
/// @param layer from 0
/// @param system from 0; 0 where all channels of the layer share one
record FrozenSystem(ShownRun run, PoleFrame frame, int layer, int system) {

  static FrozenSystem of(ShownRun run, PoleFrame frame, int pole) {
    return new FrozenSystem(
        run, frame, frame.layout().layerOf(pole), frame.layout().systemOf(pole));
  }

  /// Its matrices; takes time where A has to be rebuilt from its poles.
  ///
  /// @throws IllegalArgumentException in a sentence where that cannot be done
  StateSpace build() {
    return frame
        .network()
        .map(network -> network.layers().get(layer).channels().system(system))
        .orElseGet(() -> FrozenStateMatrix.system(structure(), dynamics(), system));
  }

  /// The same for a file.
  NamedSystem named() {
    boolean checkpoint = frame.network().isPresent();
    List<String> remarks = new ArrayList<>();
    remarks.add(Texts.text("poles.system.run", run.label()));
    remarks.add(
        checkpoint
            ? Texts.text("poles.system.model")
            : Texts.text("poles.system.step", frame.step()));
    remarks.add(Texts.text("poles.system.layer", layer));
    remarks.add(
        dynamics().systems() == 1
            ? Texts.text("poles.system.shared", dynamics().channels())
            : Texts.text("poles.system.own", system));
    if (!checkpoint) {
      remarks.add(Texts.text("poles.system.frozen"));
      if (structure().isCanonical()) {
        remarks.add(Texts.text("poles.system.rebuilt"));
      }
    }
    String name = Texts.text("poles.system.file", layer, system, frame.step());
    return new NamedSystem(name, remarks, this::build);
  }

  private SsmStructure structure() {
    return frame.snapshot().structure();
  }

  private LayerDynamics dynamics() {
    return frame.layer(layer);
  }
}
