package org.statescope.training.trainer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.statescope.training.run.CanonicalForm;
import org.statescope.training.run.DecayParameterisation;
import org.statescope.training.run.HeadConfiguration;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.run.SsmStructure;

/// `config.json` of a checkpoint, with the field names of Hugging Face's `MambaForCausalLM` and
/// `Mamba2ForCausalLM`. For structures that library does not know, the same fields plus those that
/// say what differs.
final class HuggingFaceConfiguration {
  private HuggingFaceConfiguration() {}

  static Map<String, Object> of(ModelConfiguration model) {
    boolean plain = isKnown(model);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("architectures", List.of(architecture(model)));
    fields.put("model_type", model.structure().label());
    fields.put("vocab_size", model.vocabularySize());
    fields.put("hidden_size", model.modelWidth());
    fields.put("state_size", model.order());
    fields.put("num_hidden_layers", model.layers());
    fields.put("layer_norm_epsilon", model.normEpsilon());
    fields.put("expand", model.expand());
    fields.put("intermediate_size", model.channels());
    fields.put("conv_kernel", model.convolutionWidth());
    HeadConfiguration heads = model.heads();
    if (heads == null) {
      fields.put("time_step_rank", model.stepRank());
    } else {
      fields.put("num_heads", model.headCount());
      fields.put("head_dim", heads.width());
      fields.put("n_groups", heads.groups());
      fields.put("chunk_size", heads.chunkLength());
      fields.put("rms_norm", true);
    }
    fields.put("use_bias", false);
    fields.put("use_conv_bias", true);
    fields.put("hidden_act", "silu");
    fields.put("residual_in_fp32", true);
    fields.put("tie_word_embeddings", true);
    fields.put("torch_dtype", "float32");
    if (!plain) {
      fields.put("ssm_structure", model.structure());
      fields.put("ssm_discretisation", model.discretisation());
    }
    if (heads != null && !plain) {
      fields.put("ssm_decay", heads.decay());
    }
    CanonicalForm form = model.canonical();
    if (form != null) {
      fields.put("ssm_coefficients", form.coefficients());
      fields.put("ssm_sharing", form.sharing());
      fields.put("ssm_readout", form.readout());
    }
    return fields;
  }

  private static boolean isKnown(ModelConfiguration model) {
    HeadConfiguration heads = model.heads();
    return model.structure() == SsmStructure.MAMBA
        || (heads != null && heads.decay() == DecayParameterisation.LOG);
  }

  private static String architecture(ModelConfiguration model) {
    return switch (model.structure()) {
      case MAMBA -> "MambaForCausalLM";
      case MAMBA2 -> isKnown(model) ? "Mamba2ForCausalLM" : "StMamba2ForCausalLM";
      case SC_MAMBA -> "ScMambaForCausalLM";
      case SO_MAMBA -> "SoMambaForCausalLM";
      case ROUTH_SCHWARZ -> "RouthSchwarzForCausalLM";
      case ROUTH_SCHWARZ_DUAL -> "RouthSchwarzDualForCausalLM";
    };
  }
}
