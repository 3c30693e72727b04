package org.statescope.training.hub;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.statescope.training.run.CanonicalForm;
import org.statescope.training.run.DecayParameterisation;
import org.statescope.training.run.Discretisation;
import org.statescope.training.run.HeadConfiguration;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.run.SsmStructure;

/// `config.json` of a model folder, with the field names of Hugging Face's `MambaConfig` and
/// `Mamba2Config`. For structures that library does not know, the same fields under a `model_type`
/// of our own, plus those that say what differs; this package's documentation lists them.
///
/// `time_step_limit` is left out: it would be [0, ∞], which JSON cannot hold and which is the
/// default of both versions of that library that write it in different ways.
public final class HuggingFaceConfiguration {
  static final String ST_MAMBA2 = "st-mamba2";

  /// Mamba under another rule than the published one.
  static final String SAMPLED_MAMBA = "sampled-mamba";

  /// Mamba's rule, which `MambaConfig` calls "auto".
  private static final int WIDTH_PER_STEP_RANK = 16;

  private HuggingFaceConfiguration() {}

  /// The fields in the order in which they are written.
  public static Map<String, @Nullable Object> of(ModelConfiguration model) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("architectures", List.of(architecture(model)));
    fields.put("model_type", modelType(model));
    fields.put("vocab_size", model.vocabularySize());
    fields.put("hidden_size", model.modelWidth());
    fields.put("state_size", model.order());
    fields.put("num_hidden_layers", model.layers());
    fields.put("layer_norm_epsilon", model.normEpsilon());
    fields.put("expand", model.expand());
    fields.put("intermediate_size", model.channels());
    fields.put("conv_kernel", model.convolutionWidth());
    putSteps(fields, model);
    fields.put("use_bias", false);
    fields.put("use_conv_bias", true);
    fields.put("hidden_act", "silu");
    fields.put("residual_in_fp32", true);
    fields.put("tie_word_embeddings", true);
    // Their defaults are tokens of another vocabulary, at which a text would end.
    fields.put("bos_token_id", null);
    fields.put("eos_token_id", null);
    fields.put("pad_token_id", null);
    fields.put("torch_dtype", "float32");
    if (!opensInTransformers(model)) {
      putStructure(fields, model);
    }
    return fields;
  }

  /// Whether `MambaForCausalLM` or `Mamba2ForCausalLM` of Hugging Face's library compute what the
  /// model computes.
  ///
  /// That library norms Mamba-2's gated output over all channels, the published model and ours over
  /// each group of heads; these are the same for one group only. It knows Euler's rule only.
  public static boolean opensInTransformers(ModelConfiguration model) {
    if (model.discretisation() != Discretisation.EULER) {
      return false;
    }
    HeadConfiguration heads = model.heads();
    return model.structure() == SsmStructure.MAMBA
        || (heads != null && heads.decay() == DecayParameterisation.LOG && heads.groups() == 1);
  }

  /// Mamba-2 has no step-size projection, but its configuration has a rank all the same.
  private static void putSteps(Map<String, @Nullable Object> fields, ModelConfiguration model) {
    HeadConfiguration heads = model.heads();
    if (heads == null) {
      fields.put("time_step_rank", model.stepRank());
      return;
    }
    fields.put("time_step_rank", Math.ceilDiv(model.modelWidth(), WIDTH_PER_STEP_RANK));
    fields.put("num_heads", model.headCount());
    fields.put("head_dim", heads.width());
    fields.put("n_groups", heads.groups());
    fields.put("chunk_size", heads.chunkLength());
    fields.put("rms_norm", true);
    fields.put("norm_before_gate", false);
  }

  private static void putStructure(Map<String, @Nullable Object> fields, ModelConfiguration model) {
    fields.put("ssm_structure", model.structure());
    fields.put("ssm_discretisation", model.discretisation());
    HeadConfiguration heads = model.heads();
    if (heads != null) {
      fields.put("ssm_decay", heads.decay());
    }
    CanonicalForm form = model.canonical();
    if (form != null) {
      fields.put("ssm_coefficients", form.coefficients());
      fields.put("ssm_sharing", form.sharing());
      fields.put("ssm_readout", form.readout());
    }
  }

  /// A Mamba or Mamba-2 that the library would misread has a name that it does not know.
  private static String modelType(ModelConfiguration model) {
    boolean opens = opensInTransformers(model);
    return switch (model.structure()) {
      case MAMBA -> opens ? model.structure().label() : SAMPLED_MAMBA;
      case MAMBA2 -> opens ? model.structure().label() : ST_MAMBA2;
      case SC_MAMBA, SO_MAMBA, ROUTH_SCHWARZ, ROUTH_SCHWARZ_DUAL -> model.structure().label();
    };
  }

  private static String architecture(ModelConfiguration model) {
    return switch (model.structure()) {
      case MAMBA -> opensInTransformers(model) ? "MambaForCausalLM" : "SampledMambaForCausalLM";
      case MAMBA2 -> opensInTransformers(model) ? "Mamba2ForCausalLM" : "StMamba2ForCausalLM";
      case SC_MAMBA -> "ScMambaForCausalLM";
      case SO_MAMBA -> "SoMambaForCausalLM";
      case ROUTH_SCHWARZ -> "RouthSchwarzForCausalLM";
      case ROUTH_SCHWARZ_DUAL -> "RouthSchwarzDualForCausalLM";
    };
  }
}
