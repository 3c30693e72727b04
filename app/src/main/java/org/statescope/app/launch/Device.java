package org.statescope.app.launch;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.statescope.app.texts.Texts;
import org.statescope.training.run.MatrixPrecision;
import org.statescope.training.run.RunConfiguration;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// A device as the trainer lists it.
///
/// @param name as a run names it
/// @param description maker and runtime in words; empty for an unusable device
/// @param memoryBytes of the device; 0 for the processor and where unknown
/// @param threads that the processor computes with by itself; 0 for other devices
/// @param reason why it cannot be used, a sentence; absent for a usable device
/// @param remedy what to do about it, a sentence
record Device(
    String name,
    String description,
    long memoryBytes,
    int threads,
    @Nullable String reason,
    @Nullable String remedy) {
  static final String PROCESSOR = "cpu";
  private static final String CUDA = "cuda:";

  private static final double GIBIBYTE = 1L << 30;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /// A device of which only the name is known.
  static Device named(String name) {
    return new Device(name, "", 0, 0, null, null);
  }

  /// Reads what `statescope devices --json` prints.
  static List<Device> ofJson(String json) {
    return List.of(JSON.readValue(json, Device[].class));
  }

  boolean isUsable() {
    return reason == null;
  }

  /// How it can round the factors of matrix products, the exact way first.
  List<MatrixPrecision> precisions() {
    if (isProcessor()) {
      return List.of(MatrixPrecision.FLOAT32);
    }
    return name.startsWith(CUDA)
        ? List.of(MatrixPrecision.values())
        : List.of(MatrixPrecision.FLOAT32, MatrixPrecision.BF16);
  }

  boolean isProcessor() {
    return name.equals(PROCESSOR);
  }

  /// The device of a run that was begun, as far as the run tells.
  boolean isOf(RunConfiguration run) {
    return name.equals(run.device());
  }

  /// Threads, or memory, and what it is; or why it cannot be used and what to do.
  String words() {
    if (reason != null) {
      return Texts.text("launch.device.unusable", reason, Objects.requireNonNullElse(remedy, ""));
    }
    if (description.isEmpty()) {
      return Texts.text("launch.device.unknown");
    }
    return isProcessor()
        ? Texts.text("launch.device.processor", description, threads)
        : Texts.text(
            "launch.device.usable",
            description,
            String.format(Locale.ROOT, "%.1f", memoryBytes / GIBIBYTE));
  }
}
