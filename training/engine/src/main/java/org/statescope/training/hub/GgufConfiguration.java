package org.statescope.training.hub;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.statescope.analysis.checkpoint.TensorInfo;
import org.statescope.analysis.checkpoint.gguf.GgufFile;
import org.statescope.analysis.checkpoint.gguf.GgufValue;
import org.statescope.training.run.DecayParameterisation;
import org.statescope.training.run.HeadConfiguration;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.run.SsmStructure;

/// What a GGUF file of Mamba or Mamba-2 says of its model in its metadata, under llama.cpp's keys
/// (`mamba.block_count`, `mamba.ssm.state_size` and so on).
final class GgufConfiguration {
  private static final String ARCHITECTURE = "general.architecture";

  /// The result of Mamba-2 does not depend on it.
  private static final int CHUNK_LENGTH = 256;

  private final GgufFile file;
  private final String prefix;

  private GgufConfiguration(GgufFile file, String architecture) {
    this.file = file;
    this.prefix = architecture + ".";
  }

  /// @throws ModelFolderException in one sentence if the file is of another architecture, or lacks
  ///   a size
  static ModelDescription read(GgufFile file) throws ModelFolderException {
    String architecture =
        file.metadata().get(ARCHITECTURE) instanceof GgufValue.Text(String text) ? text : "";
    SsmStructure structure =
        switch (architecture) {
          case "mamba" -> SsmStructure.MAMBA;
          case "mamba2" -> SsmStructure.MAMBA2;
          default ->
              throw new ModelFolderException(
                  "The file %s has the architecture '%s', which cannot be run here: choose a model of mamba or mamba2."
                      .formatted(file.path(), architecture));
        };
    try {
      return new GgufConfiguration(file, architecture).describe(structure);
    } catch (IllegalArgumentException e) {
      throw new ModelFolderException(
          "The file %s describes no model that can be run: %s"
              .formatted(file.path(), e.getMessage()),
          e);
    }
  }

  private ModelDescription describe(SsmStructure structure) throws ModelFolderException {
    if (find("ssm.dt_b_c_rms") instanceof GgufValue.Flag(boolean normed) && normed) {
      throw wrong("ssm.dt_b_c_rms", "true", "false: Falcon-Mamba's norms are not computed here");
    }
    int width = size("embedding_length");
    int channels = size("ssm.inner_size");
    if (channels % width != 0) {
      throw wrong("ssm.inner_size", Integer.toString(channels), "a multiple of the width " + width);
    }
    HeadConfiguration heads = structure.hasHeads() ? heads(channels) : null;
    ModelConfiguration model =
        new ModelConfiguration(
            structure,
            width,
            size("block_count"),
            size("ssm.state_size"),
            channels / width,
            size("ssm.conv_kernel"),
            heads == null ? size("ssm.time_step_rank") : 0,
            vocabulary(),
            structure.discretisations().getFirst(),
            null,
            heads,
            epsilon());
    boolean tied =
        file.tensors().stream().noneMatch(tensor -> tensor.name().equals(GgufNames.HEAD));
    return new ModelDescription(model, tied, 0, Double.POSITIVE_INFINITY, GatedNorm.GROUPS);
  }

  /// Here the rank of the step is the number of heads.
  private HeadConfiguration heads(int channels) throws ModelFolderException {
    int count = size("ssm.time_step_rank");
    if (channels % count != 0) {
      throw wrong("ssm.time_step_rank", Integer.toString(count), "a divisor of " + channels);
    }
    return new HeadConfiguration(
        channels / count, size("ssm.group_count"), CHUNK_LENGTH, DecayParameterisation.LOG);
  }

  private int vocabulary() throws ModelFolderException {
    for (TensorInfo tensor : file.tensors()) {
      if (tensor.name().equals("token_embd.weight") && tensor.rank() == 2) {
        long rows = tensor.shape()[0];
        return (int) Math.min(rows, Integer.MAX_VALUE);
      }
    }
    throw new ModelFolderException(
        "The file %s has no matrix token_embd.weight: convert the model anew."
            .formatted(file.path()));
  }

  private double epsilon() throws ModelFolderException {
    String key = "attention.layer_norm_rms_epsilon";
    if (find(key) instanceof GgufValue.Real(double value)) {
      return value;
    }
    throw wrong(key, "no number", "a number");
  }

  private int size(String key) throws ModelFolderException {
    if (find(key) instanceof GgufValue.Whole(long value)
        && value >= 1
        && value <= Integer.MAX_VALUE) {
      return (int) value;
    }
    GgufValue found = find(key);
    throw wrong(key, found == null ? "nothing" : found.toString(), "a whole number of at least 1");
  }

  private @Nullable GgufValue find(String key) {
    Map<String, GgufValue> metadata = file.metadata();
    return metadata.get(prefix + key);
  }

  private ModelFolderException wrong(String key, String value, String allowed) {
    return new ModelFolderException(
        "The file %s has %s as its %s, which must be %s."
            .formatted(file.path(), value, prefix + key, allowed));
  }
}
