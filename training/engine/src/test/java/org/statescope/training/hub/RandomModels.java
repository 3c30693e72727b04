package org.statescope.training.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.statescope.analysis.checkpoint.SafetensorsWriter;
import org.statescope.training.cpu.CpuBackend;
import org.statescope.training.model.LanguageModel;
import org.statescope.training.plain.Trial;
import org.statescope.training.run.CoefficientParameterisation;
import org.statescope.training.run.DecayParameterisation;
import org.statescope.training.run.Discretisation;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.run.ModelConfigurationBuilder;
import org.statescope.training.run.Presets;
import org.statescope.training.run.Readout;
import org.statescope.training.run.RunJson;
import org.statescope.training.run.Sharing;
import org.statescope.training.run.SsmStructure;
import org.statescope.training.tensor.Tensor;

/// Folders of small models of every structure, with parameters moved away from where they start, so
/// that a forgotten or transposed one shows.
public final class RandomModels {
  private static final double EMBEDDING_SCALE = 40;
  private static final double DISTURBANCE = 0.1;

  private RandomModels() {}

  /// Every structure with every choice that changes its recurrence.
  public static List<ModelConfiguration> configurations() {
    List<ModelConfiguration> all = new ArrayList<>();
    for (Discretisation rule : SsmStructure.MAMBA.discretisations()) {
      all.add(small(SsmStructure.MAMBA).discretisation(rule).build());
    }
    all.add(
        small(SsmStructure.MAMBA2)
            .headWidth(4)
            .groups(3)
            .discretisation(Discretisation.ZOH)
            .build());
    for (DecayParameterisation decay : DecayParameterisation.values()) {
      all.add(small(SsmStructure.MAMBA2).headWidth(4).groups(1).decay(decay).build());
    }
    all.add(small(SsmStructure.MAMBA2).headWidth(4).groups(3).chunkLength(8).build());
    for (SsmStructure structure : SsmStructure.values()) {
      if (!structure.isCanonical()) {
        continue;
      }
      for (Sharing sharing : Sharing.values()) {
        for (Readout readout : Readout.values()) {
          all.add(small(structure).sharing(sharing).readout(readout).build());
        }
      }
      if (structure.isCompanion()) {
        all.add(small(structure).coefficients(CoefficientParameterisation.FREE).build());
      }
    }
    return all;
  }

  /// Odd sizes, so that no loop is served by whole vectors only.
  public static ModelConfigurationBuilder small(SsmStructure structure) {
    return Presets.get("mamba-tiny").model().toBuilder()
        .structure(structure)
        .modelWidth(18)
        .layers(2)
        .order(5)
        .vocabularySize(257);
  }

  /// A model whose whole-sequence form can run beside what is tested.
  public static LanguageModel make(
      CpuBackend backend, ModelConfiguration model, int length, double stepShift) {
    LanguageModel made = new LanguageModel(backend, model, 1, length, 3);
    SplittableRandom random = new SplittableRandom(17);
    for (Tensor parameter : made.tape().parameters()) {
      String name = parameter.name();
      for (long i = 0; i < parameter.shape().count(); i++) {
        double value = parameter.precision().get(parameter.data(), i);
        if (name.equals("backbone.embeddings.weight")) {
          value *= EMBEDDING_SCALE;
        } else if (!name.endsWith("A_coefficients")) {
          value += DISTURBANCE * random.nextDouble(-1, 1);
        }
        if (name.endsWith("dt_proj.bias") || name.endsWith("dt_bias")) {
          value += stepShift;
        }
        parameter.precision().set(parameter.data(), i, value);
      }
    }
    return made;
  }

  /// The weights by name, with their shapes.
  public static Map<String, Weight> weights(LanguageModel model) {
    Map<String, Weight> weights = new LinkedHashMap<>();
    for (Tensor parameter : model.tape().parameters()) {
      double[] values = Trial.values(parameter);
      float[] singles = new float[values.length];
      for (int i = 0; i < values.length; i++) {
        singles[i] = (float) values[i];
      }
      weights.put(parameter.name(), new Weight(parameter.shape().toLongs(), singles));
    }
    return weights;
  }

  /// The weights of a random model with the published models' name for its embedding.
  public static Map<String, Weight> renamedEmbedding(ModelConfiguration model) {
    try (CpuBackend backend = CpuBackend.create(1)) {
      Map<String, Weight> weights = weights(make(backend, model, 2, 0));
      weights.put("backbone.embedding.weight", weights.remove("backbone.embeddings.weight"));
      return weights;
    }
  }

  public record Weight(long[] shape, float[] values) {}

  /// Writes weights and configuration.
  public static Path write(Path folder, ModelConfiguration model, Map<String, Weight> weights)
      throws IOException {
    Files.createDirectories(folder);
    RunJson.write(folder.resolve("config.json"), HuggingFaceConfiguration.of(model));
    writeWeights(folder.resolve("model.safetensors"), weights);
    return folder;
  }

  public static void writeWeights(Path file, Map<String, Weight> weights) throws IOException {
    SafetensorsWriter writer = new SafetensorsWriter().metadata("format", "pt");
    weights.forEach((name, weight) -> writer.add(name, weight.shape(), weight.values()));
    writer.writeTo(file);
  }

  /// A model with random weights in a folder.
  public static Path write(Path folder, ModelConfiguration model) throws IOException {
    try (CpuBackend backend = CpuBackend.create(1)) {
      return write(folder, model, weights(make(backend, model, 2, 0)));
    }
  }
}
