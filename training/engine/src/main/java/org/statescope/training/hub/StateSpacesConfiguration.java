package org.statescope.training.hub;

import org.statescope.training.run.DecayParameterisation;
import org.statescope.training.run.HeadConfiguration;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.run.SsmStructure;

/// `config.json` of the models that Mamba's authors published (`state-spaces/mamba-130m` and so
/// on): `d_model`, `n_layer`, `vocab_size`, and the mixer's choices in `ssm_cfg`. Absent fields
/// have the defaults of their code. The embedding has more rows than `vocab_size`, up to a whole
/// multiple.
final class StateSpacesConfiguration {
  private static final String MAMBA = "Mamba1";
  private static final String MAMBA2 = "Mamba2";
  private static final String VOCABULARY_MULTIPLE = "pad_vocab_size_multiple";

  private StateSpacesConfiguration() {}

  /// Whether fields are those of the published models.
  static boolean isOne(ConfigurationFields fields) {
    return !fields.has("model_type") && fields.has("d_model") && fields.has("n_layer");
  }

  static ModelDescription read(ConfigurationFields fields) throws ModelFolderException {
    refuseOtherBlocks(fields);
    ConfigurationFields mixer = fields.within("ssm_cfg");
    String layer = mixer.text("layer", MAMBA);
    if (!layer.equals(MAMBA) && !layer.equals(MAMBA2)) {
      throw mixer.wrong("layer", layer, MAMBA + " or " + MAMBA2);
    }
    boolean two = layer.equals(MAMBA2);
    SsmStructure structure = two ? SsmStructure.MAMBA2 : SsmStructure.MAMBA;
    int width = fields.size("d_model");
    ModelConfiguration model =
        new ModelConfiguration(
            structure,
            width,
            fields.size("n_layer"),
            mixer.size("d_state", two ? 128 : 16),
            mixer.size("expand", 2),
            mixer.size("d_conv", 4),
            two ? 0 : ConfigurationFile.stepRank(mixer, "dt_rank", width),
            rows(fields),
            structure.discretisations().getFirst(),
            null,
            two ? heads(mixer) : null,
            fields.number("norm_epsilon", 1e-5));
    return new ModelDescription(
        model,
        fields.truth("tie_embeddings", true),
        mixer.number("dt_limit", 0, 0),
        mixer.number("dt_limit", 1, Double.POSITIVE_INFINITY),
        GatedNorm.GROUPS);
  }

  private static void refuseOtherBlocks(ConfigurationFields fields) throws ModelFolderException {
    if (!fields.truth("rms_norm", true)) {
      throw fields.wrong("rms_norm", false, "true");
    }
    if (fields.lists("attn_layer_idx")) {
      throw fields.wrong("attn_layer_idx", "blocks of attention", "empty");
    }
    if (fields.has("d_intermediate") && !fields.isZero("d_intermediate")) {
      throw fields.wrong("d_intermediate", "feed-forward blocks", "0");
    }
  }

  private static int rows(ConfigurationFields fields) throws ModelFolderException {
    long multiple = fields.size(VOCABULARY_MULTIPLE, 8);
    long rows = Math.ceilDiv(fields.size("vocab_size"), multiple) * multiple;
    if (rows > Integer.MAX_VALUE) {
      throw fields.wrong(VOCABULARY_MULTIPLE, multiple, "a small number");
    }
    return (int) rows;
  }

  private static HeadConfiguration heads(ConfigurationFields mixer) throws ModelFolderException {
    if (mixer.truth("D_has_hdim", false)) {
      throw mixer.wrong("D_has_hdim", true, "false");
    }
    if (!mixer.truth("rmsnorm", true)) {
      throw mixer.wrong("rmsnorm", false, "true");
    }
    if (mixer.truth("norm_before_gate", false)) {
      throw mixer.wrong("norm_before_gate", true, "false");
    }
    return new HeadConfiguration(
        mixer.size("headdim", 64),
        mixer.size("ngroups", 1),
        mixer.size("chunk_size", 256),
        DecayParameterisation.LOG);
  }
}
