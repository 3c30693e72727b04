package org.statescope.training.run.design;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.statescope.analysis.design.BoundKind;
import org.statescope.analysis.design.PoleEdits;
import org.statescope.analysis.design.Prediction;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads `design.json`.
final class HistoryReader {
  private HistoryReader() {}

  static DesignHistory read(Path file) throws IOException {
    try {
      JsonNode tree = JsonMapper.shared().readTree(Files.readString(file));
      if (tree.path("format").asInt(0) > DesignHistory.FORMAT) {
        throw new DesignFileException(
            "The history %s has format %s but this version reads up to %d: use a newer Statescope."
                .formatted(file, tree.path("format"), DesignHistory.FORMAT));
      }
      List<DesignStage> stages = new ArrayList<>();
      for (JsonNode stage : tree.required("stages")) {
        stages.add(stage(stage, file));
      }
      return new DesignHistory(stages);
    } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
      throw new DesignFileException(
          "The history %s is damaged (%s): restore it from a copy, or remove it."
              .formatted(
                  file, String.valueOf(e.getMessage()).lines().findFirst().orElse("unreadable")),
          e);
    }
  }

  private static DesignStage stage(JsonNode tree, Path file) throws IOException {
    PoleEdits edits = PoleEditsFile.edits(tree.required("edits"), file.toString());
    List<EditOutcome> outcomes = new ArrayList<>();
    for (JsonNode outcome : tree.required("outcomes")) {
      outcomes.add(outcome(outcome));
    }
    return new DesignStage(
        Instant.parse(tree.required("made").stringValue()),
        tree.required("source").stringValue(),
        tree.required("fingerprint").stringValue(),
        tree.has("step") ? OptionalLong.of(tree.get("step").longValue()) : OptionalLong.empty(),
        edits,
        outcomes,
        optional(tree, "largest_pole_error"));
  }

  private static EditOutcome outcome(JsonNode tree) {
    List<Integer> removed = new ArrayList<>();
    for (JsonNode state : tree.required("removed_states")) {
      removed.add(state.intValue());
    }
    List<SystemPrediction> predictions = new ArrayList<>();
    for (JsonNode prediction : tree.required("predictions")) {
      predictions.add(
          new SystemPrediction(
              prediction.required("system").intValue(),
              prediction(prediction),
              optional(prediction, "balanced_bound")));
    }
    return new EditOutcome(
        tree.required("systems").intValue(),
        tree.required("moved_poles").intValue(),
        removed,
        predictions);
  }

  private static Prediction prediction(JsonNode tree) {
    if (tree.has("unlimited")) {
      return new Prediction.Unlimited(tree.get("unlimited").stringValue());
    }
    return new Prediction.Finite(
        tree.required("change").doubleValue(),
        number(tree.required("frequency")),
        number(tree.required("bound")),
        BoundKind.valueOf(tree.required("bound_kind").stringValue()));
  }

  private static OptionalDouble optional(JsonNode tree, String name) {
    return tree.has(name)
        ? OptionalDouble.of(tree.get(name).doubleValue())
        : OptionalDouble.empty();
  }

  private static double number(JsonNode value) {
    return value.isNumber() ? value.doubleValue() : Double.parseDouble(value.stringValue());
  }
}
