package org.statescope.training.trainer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.statescope.training.run.CanonicalForm;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.run.SsmStructure;

/// `config.json` of a checkpoint, with the field names of Hugging Face's `MambaForCausalLM`. For
/// structures that library does not know, the same fields plus those that say what differs.
final class HuggingFaceConfiguration {
  private HuggingFaceConfiguration() {}

  static Map<String, Object> of(ModelConfiguration model) {
    boolean plain = model.structure() == SsmStructure.MAMBA;
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("architectures", List.of(architecture(model.structure())));
    fields.put("model_type", model.structure().label());
    fields.put("vocab_size", model.vocabularySize());
    fields.put("hidden_size", model.modelWidth());
    fields.put("state_size", model.order());
    fields.put("num_hidden_layers", model.layers());
    fields.put("layer_norm_epsilon", model.normEpsilon());
    fields.put("expand", model.expand());
    fields.put("intermediate_size", model.channels());
    fields.put("conv_kernel", model.convolutionWidth());
    fields.put("time_step_rank", model.stepRank());
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
    CanonicalForm form = model.canonical();
    if (form != null) {
      fields.put("ssm_coefficients", form.coefficients());
      fields.put("ssm_sharing", form.sharing());
      fields.put("ssm_readout", form.readout());
    }
    return fields;
  }

  private static String architecture(SsmStructure structure) {
    return switch (structure) {
      case MAMBA -> "MambaForCausalLM";
      case MAMBA2 -> "Mamba2ForCausalLM";
      case SC_MAMBA -> "ScMambaForCausalLM";
      case SO_MAMBA -> "SoMambaForCausalLM";
      case ROUTH_SCHWARZ -> "RouthSchwarzForCausalLM";
      case ROUTH_SCHWARZ_DUAL -> "RouthSchwarzDualForCausalLM";
    };
  }
}
