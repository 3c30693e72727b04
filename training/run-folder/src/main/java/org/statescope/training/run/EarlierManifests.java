package org.statescope.training.run;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Fills in what the `run.json` or `experiment.json` of an earlier version does not say, as that
/// version meant it.
///
/// Before there were several canonical forms, `coefficients` stood in the model itself, also where
/// it meant nothing, and every A was shared by its layer and read out selectively. Before gradients
/// could be accumulated, a batch was learned from at once.
final class EarlierManifests {
  private static final String COEFFICIENTS = "coefficients";
  private static final String GRADIENT_ACCUMULATION = "gradient_accumulation";

  private EarlierManifests() {}

  /// Amends every run's configuration in a file, that of a run or those of an experiment.
  static void amend(JsonNode manifest) {
    if (manifest.get("configuration") instanceof ObjectNode run) {
      amendRun(run);
    }
    manifest.forEach(EarlierManifests::amend);
  }

  private static void amendRun(ObjectNode run) {
    putIfAbsent(run, "on_instability", InstabilityPolicy.STOP.label());
    if (!run.has(GRADIENT_ACCUMULATION)) {
      run.put(GRADIENT_ACCUMULATION, 1);
    }
    putIfAbsent(run, "precision", earlierPrecision(run).label());
    if (run.get("model") instanceof ObjectNode model) {
      amendModel(model);
    }
  }

  /// NVIDIA's cards multiplied in TF32.
  private static MatrixPrecision earlierPrecision(ObjectNode run) {
    JsonNode device = run.get("device");
    return device != null && device.asString().startsWith("cuda")
        ? MatrixPrecision.TF32
        : MatrixPrecision.FLOAT32;
  }

  private static void amendModel(ObjectNode model) {
    JsonNode coefficients = model.remove(COEFFICIENTS);
    if (coefficients == null || model.has("canonical") || !isCanonical(model.get("structure"))) {
      return;
    }
    ObjectNode form = model.putObject("canonical");
    form.set(COEFFICIENTS, coefficients);
    form.put("sharing", Sharing.LAYER.label());
    form.put("readout", Readout.SELECTIVE.label());
  }

  private static boolean isCanonical(JsonNode structure) {
    return SsmStructure.SC_MAMBA.label().equals(structure.asString());
  }

  private static void putIfAbsent(ObjectNode node, String key, String value) {
    if (!node.has(key)) {
      node.put(key, value);
    }
  }
}
