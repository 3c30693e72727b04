package org.statescope.training.run.design;

import java.util.LinkedHashMap;
import java.util.Map;
import org.statescope.analysis.design.Prediction;

/// A stage as JSON.
final class HistoryFields {
  private HistoryFields() {}

  static Map<String, Object> of(DesignStage stage) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("made", stage.made().toString());
    fields.put("source", stage.source());
    fields.put("fingerprint", stage.fingerprint());
    stage.step().ifPresent(step -> fields.put("step", step));
    fields.put("edits", PoleEditsFile.list(stage.edits()));
    fields.put("outcomes", stage.outcomes().stream().map(HistoryFields::of).toList());
    stage.largestPoleError().ifPresent(error -> fields.put("largest_pole_error", error));
    return fields;
  }

  private static Map<String, Object> of(EditOutcome outcome) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("systems", outcome.systems());
    fields.put("moved_poles", outcome.movedPoles());
    fields.put("removed_states", outcome.removedStates());
    fields.put("predictions", outcome.predictions().stream().map(HistoryFields::of).toList());
    return fields;
  }

  private static Map<String, Object> of(SystemPrediction prediction) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("system", prediction.system());
    switch (prediction.prediction()) {
      case Prediction.Finite finite -> {
        fields.put("change", finite.change());
        fields.put("frequency", number(finite.frequency()));
        fields.put("bound", number(finite.bound()));
        fields.put("bound_kind", finite.kind().name());
      }
      case Prediction.Unlimited(String reason) -> fields.put("unlimited", reason);
    }
    prediction.balancedBound().ifPresent(bound -> fields.put("balanced_bound", bound));
    return fields;
  }

  /// JSON has no infinity.
  private static Object number(double value) {
    return Double.isFinite(value) ? (Object) value : Double.toString(value);
  }
}
