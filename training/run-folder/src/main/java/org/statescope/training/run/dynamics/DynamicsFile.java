package org.statescope.training.run.dynamics;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.statescope.analysis.checkpoint.SafetensorsFile;
import org.statescope.analysis.checkpoint.SafetensorsWriter;
import org.statescope.training.run.Discretisation;
import org.statescope.training.run.SsmStructure;

/// How a snapshot is laid out in a safetensors file; see {@link DynamicsFolder}.
final class DynamicsFile {
  private static final String STEP = "step";
  private static final String STRUCTURE = "structure";
  private static final String DISCRETISATION = "discretisation";
  private static final String LAYERS = "layers";

  private DynamicsFile() {}

  static SafetensorsWriter encode(DynamicsSnapshot snapshot) {
    SafetensorsWriter writer =
        new SafetensorsWriter()
            .metadata(STEP, Long.toString(snapshot.step()))
            .metadata(STRUCTURE, snapshot.structure().label())
            .metadata(DISCRETISATION, snapshot.discretisation().label())
            .metadata(LAYERS, Integer.toString(snapshot.layers().size()));
    for (LayerDynamics layer : snapshot.layers()) {
      encode(layer, writer);
    }
    return writer;
  }

  private static void encode(LayerDynamics layer, SafetensorsWriter writer) {
    String prefix = prefix(layer.layer());
    long[] poles = {layer.systems(), layer.order()};
    long[] steps = {layer.channels(), LayerDynamics.quantiles().length};
    long[] states = {layer.order()};
    long[] systems = {layer.systems()};
    writer
        .add(prefix + "poles_real", poles, layer.polesReal())
        .add(prefix + "poles_imaginary", poles, layer.polesImaginary())
        .add(prefix + "step_size_quantiles", steps, layer.stepSizeQuantiles())
        .add(prefix + "mean_input_vector", states, layer.meanInputVector())
        .add(prefix + "mean_output_vector", states, layer.meanOutputVector())
        .add(prefix + "stability_margin", systems, layer.stabilityMargin())
        .add(
            prefix + "controllability_gramian_condition",
            systems,
            layer.controllabilityGramianCondition());
  }

  static DynamicsSnapshot decode(SafetensorsFile file) throws IOException {
    try {
      int count = Integer.parseInt(fact(file, LAYERS));
      List<LayerDynamics> layers = new ArrayList<>();
      for (int layer = 0; layer < count; layer++) {
        layers.add(decode(layer, file));
      }
      return new DynamicsSnapshot(
          Long.parseLong(fact(file, STEP)),
          SsmStructure.ofLabel(fact(file, STRUCTURE)),
          Discretisation.ofLabel(fact(file, DISCRETISATION)),
          layers);
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "The file %s is not a pole snapshot that this version can read: %s"
              .formatted(file.path(), e.getMessage()),
          e);
    }
  }

  private static LayerDynamics decode(int layer, SafetensorsFile file) {
    String prefix = prefix(layer);
    long[] poles = file.entry(prefix + "poles_real").shape();
    long[] steps = file.entry(prefix + "step_size_quantiles").shape();
    if (poles.length != 2 || steps.length != 2) {
      throw new IllegalArgumentException("poles and step sizes need two dimensions each.");
    }
    return new LayerDynamics(
        layer,
        file.readDoubles(prefix + "poles_real"),
        file.readDoubles(prefix + "poles_imaginary"),
        Math.toIntExact(poles[0]),
        Math.toIntExact(poles[1]),
        file.readFloats(prefix + "step_size_quantiles"),
        Math.toIntExact(steps[0]),
        file.readDoubles(prefix + "mean_input_vector"),
        file.readDoubles(prefix + "mean_output_vector"),
        file.readDoubles(prefix + "stability_margin"),
        file.readDoubles(prefix + "controllability_gramian_condition"));
  }

  private static String prefix(int layer) {
    return "layers." + layer + ".";
  }

  private static String fact(SafetensorsFile file, String key) {
    String value = file.metadata().get(key);
    if (value == null) {
      throw new IllegalArgumentException("its metadata has no '" + key + "'.");
    }
    return value;
  }
}
