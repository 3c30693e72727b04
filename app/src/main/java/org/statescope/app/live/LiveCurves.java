package org.statescope.app.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.statescope.app.plot.Curve;
import org.statescope.app.plot.SeedBand;
import org.statescope.app.seeds.SeedGroups;
import org.statescope.training.run.event.Tags;

/// The curves and bands of one quantity as the model wants them shown.
record LiveCurves(LiveModel model, Quantity quantity) {

  List<Curve> curves() {
    List<Curve> curves = new ArrayList<>();
    for (RunScalars run : model.scalarsProperty().get()) {
      for (String tag : quantity.tags()) {
        curve(run, tag).ifPresent(curves::add);
      }
    }
    return curves;
  }

  /// A band for each group of seeds and each of the quantity's tags.
  ///
  /// @param curves what [#curves] returned
  List<SeedBand> bands(List<Curve> curves) {
    Optional<SeedBand.Spread> spread = model.seedsProperty().get().spread();
    List<RunScalars> runs = model.scalarsProperty().get();
    List<SeedBand> bands = new ArrayList<>();
    if (spread.isEmpty()) {
      return bands;
    }
    LegendWords words = new LegendWords(runs);
    for (List<RunScalars> group : SeedGroups.of(runs, RunScalars::configuration)) {
      List<String> labels = group.stream().map(run -> run.run().label()).toList();
      for (String tag : quantity.tags()) {
        List<Curve> members =
            curves.stream()
                .filter(curve -> curve.quantity().equals(tag) && labels.contains(curve.label()))
                .toList();
        if (members.size() > 1) {
          int colour = group.getFirst().run().colour();
          bands.add(new SeedBand(words.ofGroup(group), colour, spread.get(), members));
        }
      }
    }
    return bands;
  }

  private Optional<Curve> curve(RunScalars run, String tag) {
    Scalars scalars = run.scalars(tag);
    if (scalars.size() == 0) {
      return Optional.empty();
    }
    boolean validation = tag.equals(Tags.VALIDATION_LOSS) || tag.equals(Tags.VALIDATION_PERPLEXITY);
    boolean smooth = quantity.isNoisy() && !validation;
    Axis axis = model.axisProperty().get();
    return Optional.of(
        new Curve(
            run.run().label(),
            tag,
            run.run().colour(),
            validation ? Curve.Style.MARKED : Curve.Style.LINE,
            scalars.along(axis, run.tokensPerStep()),
            smooth ? model.smoothingProperty().get() : 0,
            step -> run.position(step, axis)));
  }
}
