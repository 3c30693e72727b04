package org.statescope.training.experiment;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.statescope.training.run.Presets;

/// The experiments there are: a baseline and the variants that a paper says are better.
public enum ExperimentKind {
  /// Controllable and observable structures against Mamba.
  S_MAMBA_VS_MAMBA("s-mamba-vs-mamba", "mamba", List.of("sc-mamba", "so-mamba", "routh-schwarz")),
  /// Mamba-2 with enforced stability against Mamba-2.
  ST_MAMBA2_VS_MAMBA2("st-mamba2-vs-mamba2", "mamba2", List.of("st-mamba2"));

  private final String label;
  private final String baseline;
  private final List<String> challengers;

  ExperimentKind(String label, String baseline, List<String> challengers) {
    this.label = label;
    this.baseline = baseline;
    this.challengers = challengers;
  }

  /// The name on the command line and in files.
  @JsonValue
  public String label() {
    return label;
  }

  /// The variant that the others are compared with.
  public String baseline() {
    return baseline;
  }

  /// The baseline and the variants that are compared with it unless others are named.
  public List<String> usualVariants() {
    List<String> all = new ArrayList<>(List.of(baseline));
    all.addAll(challengers);
    return List.copyOf(all);
  }

  /// The usual variants that have a preset of that size.
  public List<String> knownVariants(String size) {
    return usualVariants().stream()
        .filter(variant -> Presets.names().contains(presetOf(variant, size)))
        .toList();
  }

  /// The preset of a variant at a size: `sc-mamba-tiny`.
  public static String presetOf(String variant, String size) {
    return variant + "-" + size;
  }

  /// The experiment of that label; an unknown one fails with a sentence that lists the known ones.
  public static ExperimentKind ofLabel(String label) {
    for (ExperimentKind candidate : values()) {
      if (candidate.label.equals(label)) {
        return candidate;
      }
    }
    throw new IllegalArgumentException(
        "There is no experiment '%s': choose one of %s."
            .formatted(
                label,
                Arrays.stream(values())
                    .map(ExperimentKind::label)
                    .collect(Collectors.joining(", "))));
  }
}
