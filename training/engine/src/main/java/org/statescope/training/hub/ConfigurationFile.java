package org.statescope.training.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.statescope.training.run.CanonicalForm;
import org.statescope.training.run.CoefficientParameterisation;
import org.statescope.training.run.DecayParameterisation;
import org.statescope.training.run.Discretisation;
import org.statescope.training.run.HeadConfiguration;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.run.Readout;
import org.statescope.training.run.Sharing;
import org.statescope.training.run.SsmStructure;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads `config.json`, ours, Hugging Face's or that of the published models. Absent fields have
/// the defaults of `MambaConfig` and `Mamba2Config`; sizes must be there.
final class ConfigurationFile {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
  private static final int WIDTH_PER_STEP_RANK = 16;

  private ConfigurationFile() {}

  /// @throws ModelFolderException in one sentence if the file is missing or describes no model that
  ///   is known here
  static ModelDescription read(Path file) throws IOException {
    ConfigurationFields fields = new ConfigurationFields(file, tree(file));
    try {
      return StateSpacesConfiguration.isOne(fields)
          ? StateSpacesConfiguration.read(fields)
          : describe(fields, structure(file, fields));
    } catch (IllegalArgumentException e) {
      throw new ModelFolderException(
          "The file %s describes no model that can be run: %s".formatted(file, e.getMessage()), e);
    }
  }

  /// Whether a file is there and has the fields of Hugging Face's layout, ours included.
  static boolean isHuggingFace(Path file) throws IOException {
    return Files.exists(file)
        && !StateSpacesConfiguration.isOne(new ConfigurationFields(file, tree(file)));
  }

  private static JsonNode tree(Path file) throws IOException {
    try {
      JsonNode tree = JSON.readTree(Files.readString(file));
      if (!tree.isObject()) {
        throw new ModelFolderException(
            "The file %s is not a config.json (it is no JSON object): restore it.".formatted(file));
      }
      return tree;
    } catch (NoSuchFileException e) {
      throw new ModelFolderException(
          "There is no file %s: name a model with its config.json, such as a checkpoint of a run."
              .formatted(file),
          e);
    } catch (JacksonException e) {
      throw new ModelFolderException(
          "The file %s is not a config.json (%s): restore it."
              .formatted(file, e.getOriginalMessage().lines().findFirst().orElse("it is no JSON")),
          e);
    }
  }

  private static SsmStructure structure(Path file, ConfigurationFields fields)
      throws ModelFolderException {
    String type = fields.text("model_type");
    if (type.equals(HuggingFaceConfiguration.ST_MAMBA2)) {
      return SsmStructure.MAMBA2;
    }
    if (type.equals(HuggingFaceConfiguration.SAMPLED_MAMBA)) {
      return SsmStructure.MAMBA;
    }
    Set<String> known =
        Arrays.stream(SsmStructure.values())
            .map(SsmStructure::label)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (!known.contains(type)) {
      known.add(HuggingFaceConfiguration.ST_MAMBA2);
      known.add(HuggingFaceConfiguration.SAMPLED_MAMBA);
      throw new ModelFolderException(
          "The file %s has the model_type '%s', which cannot be run here: choose a model of type %s."
              .formatted(file, type, String.join(", ", known)));
    }
    return SsmStructure.ofLabel(type);
  }

  private static ModelDescription describe(ConfigurationFields fields, SsmStructure structure)
      throws ModelFolderException {
    int width = fields.size("hidden_size");
    HeadConfiguration heads = structure.hasHeads() ? heads(fields) : null;
    Discretisation usual = structure.discretisations().getFirst();
    ModelConfiguration model =
        new ModelConfiguration(
            structure,
            width,
            fields.size("num_hidden_layers"),
            fields.size("state_size"),
            fields.size("expand", 2),
            fields.size("conv_kernel", 4),
            heads == null ? stepRank(fields, "time_step_rank", width) : 0,
            fields.size("vocab_size"),
            Discretisation.ofLabel(fields.text("ssm_discretisation", usual.label())),
            structure.isCanonical() ? canonical(fields) : null,
            heads,
            fields.number("layer_norm_epsilon", 1e-5));
    check(fields, model);
    // A head of its own is the default of Mamba2Config only.
    return new ModelDescription(
        model,
        fields.truth("tie_word_embeddings", !structure.hasHeads()),
        fields.number("time_step_limit", 0, 0),
        fields.number("time_step_limit", 1, Double.POSITIVE_INFINITY),
        isHuggingFaces(fields) ? GatedNorm.CHANNELS : GatedNorm.GROUPS);
  }

  /// Whether the model has that library's own name, which ours have only where it computes the
  /// same.
  private static boolean isHuggingFaces(ConfigurationFields fields) throws ModelFolderException {
    return fields.text("model_type").equals(SsmStructure.MAMBA2.label());
  }

  private static void check(ConfigurationFields fields, ModelConfiguration model)
      throws ModelFolderException {
    String activation = fields.text("hidden_act", "silu");
    if (!activation.equals("silu") && !activation.equals("swish")) {
      throw fields.wrong("hidden_act", activation, "silu");
    }
    int channels = fields.size("intermediate_size", model.channels());
    if (channels != model.channels()) {
      throw fields.wrong(
          "intermediate_size", channels, "expand times hidden_size, " + model.channels());
    }
    if (model.heads() != null && fields.size("num_heads") != model.headCount()) {
      throw fields.wrong(
          "num_heads",
          fields.size("num_heads"),
          "expand times hidden_size over head_dim, " + model.headCount());
    }
  }

  /// The rank of a field; Mamba's rule where it says `auto` or is not there.
  static int stepRank(ConfigurationFields fields, String name, int width)
      throws ModelFolderException {
    boolean automatic = !fields.has(name) || fields.isText(name, "auto");
    return automatic ? Math.ceilDiv(width, WIDTH_PER_STEP_RANK) : fields.size(name);
  }

  private static HeadConfiguration heads(ConfigurationFields fields) throws ModelFolderException {
    return new HeadConfiguration(
        fields.size("head_dim"),
        fields.size("n_groups"),
        fields.size("chunk_size", 256),
        DecayParameterisation.ofLabel(fields.text("ssm_decay", DecayParameterisation.LOG.label())));
  }

  private static CanonicalForm canonical(ConfigurationFields fields) throws ModelFolderException {
    CanonicalForm usual = CanonicalForm.USUAL;
    return new CanonicalForm(
        CoefficientParameterisation.ofLabel(
            fields.text("ssm_coefficients", usual.coefficients().label())),
        Sharing.ofLabel(fields.text("ssm_sharing", usual.sharing().label())),
        Readout.ofLabel(fields.text("ssm_readout", usual.readout().label())));
  }
}
