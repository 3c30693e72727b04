package org.statescope.app.design;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.statescope.analysis.design.EditableNetwork;
import org.statescope.analysis.design.EditedNetwork;
import org.statescope.analysis.design.PoleEdits;
import org.statescope.app.plot.ShownRun;
import org.statescope.training.run.Discretisation;
import org.statescope.training.run.TextConfiguration;

/// The model that is being edited.
///
/// @param source the run or opened checkpoint that the user chose
/// @param checkpoint the file or folder whose tensors they are
/// @param step of a run's checkpoint; empty for one of no run
/// @param choices which checkpoints of the run can be chosen, in words; none for one of no run
/// @param untouched its network without edits
/// @param steps Δ of each layer: one for each system, or one for all
/// @param rule how a token samples a continuous system
/// @param text the text of its run; empty for a checkpoint of no run
/// @param remarks what a reader of the responses must know, in sentences
record DesignSubject(
    ShownRun source,
    Path checkpoint,
    Optional<Long> step,
    List<String> choices,
    EditedNetwork untouched,
    List<double[]> steps,
    Discretisation rule,
    Optional<TextConfiguration> text,
    List<String> remarks) {
  DesignSubject {
    choices = List.copyOf(choices);
    steps = List.copyOf(steps);
    remarks = List.copyOf(remarks);
  }

  static EditedNetwork untouched(EditableNetwork network) {
    return EditedNetwork.apply(network, PoleEdits.NONE);
  }

  /// Whether a text is the one that the run held out the end of.
  boolean heldOutOf(String wanted) {
    return text.filter(own -> own.source().equals(wanted)).isPresent();
  }

  int layers() {
    return untouched.network().layers().size();
  }

  int systems(int layer) {
    return untouched.network().layers().get(layer).channels().count();
  }

  int order(int layer) {
    return untouched.network().layers().get(layer).channels().order();
  }

  /// Where a system's poles lie on both planes.
  Sampling sampling(int layer, int system) {
    boolean continuous =
        !(untouched.network().layers().get(layer).channels().timeDomain()
            instanceof org.statescope.analysis.lti.Discrete);
    return new Sampling(continuous, rule, step(layer, system));
  }

  /// Δ of a system; 1 where nothing says it.
  double step(int layer, int system) {
    double[] known = steps.get(layer);
    double step =
        known.length == 0 ? 1 : known[known.length == 1 ? 0 : Math.min(system, known.length - 1)];
    return step > 0 ? step : 1;
  }
}
