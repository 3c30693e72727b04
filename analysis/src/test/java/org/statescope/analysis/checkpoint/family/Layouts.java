package org.statescope.analysis.checkpoint.family;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.statescope.analysis.checkpoint.SmallModel;

/// A small checkpoint of every layout that is known, with the names and shapes of the published
/// models and sizes that differ from one another wherever they may.
final class Layouts {
  static final int LAYERS = 11;
  static final int WIDTH = 6;
  static final int CHANNELS = 12;
  static final int HEADS = 4;
  static final int ORDER = 3;
  static final int RANK = 2;
  private static final int TOKENS = 10;

  private Layouts() {}

  /// A layout and what it must be taken for.
  record Layout(String name, ModelFamily family, Supplier<SmallModel> model) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Iterable<Layout> all() {
    Map<String, Layout> all = new LinkedHashMap<>();
    put(all, ModelFamily.MAMBA, () -> mamba("backbone.embedding.weight", TOKENS));
    put(all, ModelFamily.MAMBA_HUGGING_FACE, () -> mamba("backbone.embeddings.weight", TOKENS));
    put(
        all,
        ModelFamily.FALCON_MAMBA,
        () -> mamba("backbone.embeddings.weight", TOKENS).with("lm_head.weight", TOKENS, WIDTH));
    put(all, ModelFamily.MAMBA_BYTE, () -> mamba("backbone.embedding.weight", 256));
    put(all, ModelFamily.MAMBA_2, () -> mamba2("backbone.embeddings.weight"));
    put(
        all,
        ModelFamily.CODESTRAL_MAMBA,
        () -> mamba2("backbone.embedding.weight").with("lm_head.weight", TOKENS, WIDTH));
    put(all, ModelFamily.BI_MAMBA, Layouts::biMamba);
    put(all, ModelFamily.JAMBA, Layouts::jamba);
    put(all, ModelFamily.ZAMBA, Layouts::zamba);
    put(all, ModelFamily.ZAMBA_2, Layouts::zamba2);
    put(all, ModelFamily.BAMBA, () -> hybrid("feed_forward.gate_proj.weight", false));
    put(all, ModelFamily.FALCON_H1, () -> hybrid("feed_forward.gate_proj.weight", true));
    put(all, ModelFamily.GRANITE_HYBRID, Layouts::granite);
    put(all, ModelFamily.NEMOTRON_H, Layouts::nemotron);
    put(all, ModelFamily.BLACK_MAMBA, Layouts::blackMamba);
    put(all, ModelFamily.ROUTING_MAMBA, Layouts::routingMamba);
    put(all, ModelFamily.BLOCK_BIASED_MAMBA, Layouts::blockBiased);
    put(all, ModelFamily.VISION_MAMBA, Layouts::visionMamba);
    put(all, ModelFamily.VMAMBA, Layouts::vmamba);
    put(all, ModelFamily.S5, Layouts::s5);
    put(all, ModelFamily.LRU, Layouts::lru);
    put(all, ModelFamily.ROUTH_SCHWARZ, () -> ours("A_schwarz", ORDER));
    put(all, ModelFamily.COMPANION_MAMBA, () -> ours("A_factors", ORDER));
    put(all, ModelFamily.ST_MAMBA_2, () -> freeHeads("A"));
    put(all, ModelFamily.S4D, () -> s4d("log_A_real", "log_dt", 1, CHANNELS, ORDER, 2));
    put(all, ModelFamily.S4, () -> s4("A_real", "A_imag", "inv_dt"));
    put(all, ModelFamily.GGUF_MAMBA, Layouts::gguf);
    put(all, ModelFamily.GGUF_MAMBA_2, Layouts::ggufHeads);
    put(all, ModelFamily.MAMBA_3, Layouts::mamba3);
    put(all, ModelFamily.GATED_LINEAR_ATTENTION, Layouts::gatedLinearAttention);
    put(all, ModelFamily.GATED_DELTA_NET, Layouts::gatedDeltaNet);
    return all.values();
  }

  private static void put(Map<String, Layout> all, ModelFamily family, Supplier<SmallModel> model) {
    all.put(family.name(), new Layout(family.name(), family, model));
  }

  private static SmallModel mamba(String embedding, int tokens) {
    SmallModel model = new SmallModel(11).with(embedding, tokens, WIDTH);
    for (int layer = 0; layer < LAYERS; layer++) {
      channels(model, "backbone.layers." + layer + ".mixer.");
    }
    return model.with("backbone.norm_f.weight", WIDTH);
  }

  static SmallModel channels(SmallModel model, String mixer) {
    return model
        .with(mixer + "A_log", CHANNELS, ORDER)
        .with(mixer + "D", CHANNELS)
        .with(mixer + "in_proj.weight", 2 * CHANNELS, WIDTH)
        .with(mixer + "conv1d.weight", CHANNELS, 1, 4)
        .with(mixer + "conv1d.bias", CHANNELS)
        .with(mixer + "x_proj.weight", RANK + 2 * ORDER, CHANNELS)
        .with(mixer + "dt_proj.weight", CHANNELS, RANK)
        .with(mixer + "dt_proj.bias", CHANNELS)
        .with(mixer + "out_proj.weight", WIDTH, CHANNELS);
  }

  private static SmallModel heads(SmallModel model, String mixer) {
    return model
        .with(mixer + "A_log", HEADS)
        .with(mixer + "D", HEADS)
        .with(mixer + "dt_bias", HEADS)
        .with(mixer + "in_proj.weight", 2 * CHANNELS + 2 * ORDER + HEADS, WIDTH)
        .with(mixer + "conv1d.weight", CHANNELS + 2 * ORDER, 1, 4)
        .with(mixer + "norm.weight", CHANNELS)
        .with(mixer + "out_proj.weight", WIDTH, CHANNELS);
  }

  private static SmallModel mamba2(String embedding) {
    SmallModel model = new SmallModel(12).with(embedding, TOKENS, WIDTH);
    for (int layer = 0; layer < LAYERS; layer++) {
      heads(model, "backbone.layers." + layer + ".mixer.");
    }
    return model;
  }

  private static SmallModel biMamba() {
    SmallModel model = mamba2("backbone.embedding.weight");
    for (int layer = 0; layer < LAYERS; layer++) {
      model
          .with("backbone.layers." + layer + ".mixer.in_proj.scale_weight", 1, WIDTH)
          .with("backbone.layers." + layer + ".mixer.out_proj.scale_weight", 1, CHANNELS);
    }
    return model;
  }

  private static SmallModel jamba() {
    SmallModel model = new SmallModel(13).with("model.embed_tokens.weight", TOKENS, WIDTH);
    for (int layer = 0; layer < LAYERS; layer++) {
      String prefix = "model.layers." + layer + ".";
      if (layer % 4 == 2) {
        model.with(prefix + "self_attn.q_proj.weight", WIDTH, WIDTH);
        model.with(prefix + "self_attn.k_proj.weight", WIDTH, WIDTH);
      } else {
        channels(model, prefix + "mamba.");
        model.with(prefix + "mamba.dt_layernorm.weight", RANK);
        model.with(prefix + "mamba.b_layernorm.weight", ORDER);
      }
      if (layer % 2 == 0) {
        model.with(prefix + "feed_forward.gate_proj.weight", 8, WIDTH);
        model.with(prefix + "feed_forward.up_proj.weight", 8, WIDTH);
      } else {
        model.with(prefix + "feed_forward.router.weight", 5, WIDTH);
        for (int expert = 0; expert < 5; expert++) {
          model.with(prefix + "feed_forward.experts." + expert + ".up_proj.weight", 8, WIDTH);
        }
      }
    }
    return model;
  }

  private static SmallModel zamba() {
    SmallModel model = new SmallModel(14).with("model.embed_tokens.weight", TOKENS, WIDTH);
    for (int layer = 0; layer < LAYERS; layer++) {
      String prefix =
          "model.layers." + layer + (layer % 3 == 1 ? ".mamba_decoder" : "") + ".mamba.";
      model
          .with(prefix + "A_log", 2, CHANNELS / 2, ORDER)
          .with(prefix + "D", 2, CHANNELS / 2)
          .with(prefix + "x_proj_weight", 2, RANK + 2 * ORDER, CHANNELS / 2)
          .with(prefix + "dt_proj_weight", 2, CHANNELS / 2, RANK)
          .with(prefix + "dt_proj_bias", 2, CHANNELS / 2)
          .with(prefix + "in_proj.weight", 2 * CHANNELS, WIDTH);
    }
    return model.with("model.layers.1.shared_transf.self_attn.q_proj.weight", WIDTH, WIDTH);
  }

  private static SmallModel zamba2() {
    SmallModel model = new SmallModel(15).with("model.embed_tokens.weight", TOKENS, WIDTH);
    for (int layer = 0; layer < LAYERS; layer++) {
      heads(model, "model.layers." + layer + (layer == 5 ? ".mamba_decoder" : "") + ".mamba.");
    }
    return model
        .with("model.layers.5.shared_transformer.self_attn.q_proj.weight", WIDTH, WIDTH)
        .with("model.layers.5.shared_transformer.feed_forward.gate_up_proj.weight", 8, WIDTH)
        .with("model.layers.5.linear.weight", WIDTH, WIDTH);
  }

  private static SmallModel hybrid(String feedForward, boolean parallel) {
    SmallModel model = new SmallModel(16).with("model.embed_tokens.weight", TOKENS, WIDTH);
    for (int layer = 0; layer < LAYERS; layer++) {
      String prefix = "model.layers." + layer + ".";
      boolean attention = layer == 4;
      if (!attention || parallel) {
        heads(model, prefix + "mamba.");
      }
      if (attention || parallel) {
        model.with(prefix + "self_attn.q_proj.weight", WIDTH, WIDTH);
      }
      model.with(prefix + feedForward, 8, WIDTH);
    }
    return model;
  }

  private static SmallModel granite() {
    SmallModel model = hybrid("shared_mlp.input_linear.weight", false);
    for (int layer = 0; layer < LAYERS; layer++) {
      model.with("model.layers." + layer + ".block_sparse_moe.input_linear.weight", 7, 8, WIDTH);
    }
    return model;
  }

  private static SmallModel nemotron() {
    SmallModel model = new SmallModel(17).with("backbone.embeddings.weight", TOKENS, WIDTH);
    for (int layer = 0; layer < LAYERS; layer++) {
      String prefix = "backbone.layers." + layer + ".mixer.";
      if (layer % 2 == 0) {
        heads(model, prefix);
      } else if (layer == 5) {
        model.with(prefix + "q_proj.weight", WIDTH, WIDTH);
      } else {
        model.with(prefix + "up_proj.weight", 8, WIDTH);
      }
    }
    return model;
  }

  private static SmallModel blackMamba() {
    SmallModel model = new SmallModel(18).with("embedding.word_embeddings.weight", TOKENS, WIDTH);
    for (int layer = 0; layer < LAYERS; layer++) {
      String mixer = "decoder.layers." + layer + ".mixer.";
      if (layer % 2 == 0) {
        channels(model, mixer);
      } else {
        model.with(mixer + "router.weight", 3, WIDTH);
        for (int expert = 0; expert < 3; expert++) {
          model.with(mixer + "local_experts." + expert + ".linear_fc1.weight", 8, WIDTH);
        }
      }
    }
    return model.wrapped("model.");
  }

  private static SmallModel routingMamba() {
    SmallModel model = new SmallModel(19).with("backbone.embedding.weight", TOKENS, WIDTH);
    for (int layer = 0; layer < LAYERS; layer++) {
      String mixer = "backbone.layers." + layer + ".mixer.";
      channels(model, mixer);
      for (int expert = 0; expert < 8; expert++) {
        model.with(mixer + "out_proj.experts." + expert + ".weight", WIDTH, CHANNELS);
      }
      model.with(mixer + "router.weight", 8, WIDTH);
    }
    return model;
  }

  private static SmallModel blockBiased() {
    SmallModel model = mamba("backbone.embedding.weight", TOKENS);
    for (int layer = 0; layer < LAYERS; layer++) {
      model.with("backbone.layers." + layer + ".mixer.B_bias", CHANNELS, ORDER);
    }
    return model;
  }

  private static SmallModel visionMamba() {
    SmallModel model = new SmallModel(20).with("patch_embed.proj.weight", WIDTH, 3, 2, 2);
    for (int layer = 0; layer < LAYERS; layer++) {
      String mixer = "layers." + layer + ".mixer.";
      channels(model, mixer)
          .with(mixer + "A_b_log", CHANNELS, ORDER)
          .with(mixer + "D_b", CHANNELS)
          .with(mixer + "x_proj_b.weight", RANK + 2 * ORDER, CHANNELS)
          .with(mixer + "dt_proj_b.bias", CHANNELS);
    }
    return model;
  }

  private static SmallModel vmamba() {
    SmallModel model = new SmallModel(21).with("patch_embed.0.weight", WIDTH, 3, 2, 2);
    for (int layer = 0; layer < LAYERS; layer++) {
      String mixer = "layers." + layer / 2 + ".blocks." + layer % 2 + ".op.";
      model
          .with(mixer + "A_logs", 4 * CHANNELS, ORDER)
          .with(mixer + "Ds", 4 * CHANNELS)
          .with(mixer + "dt_projs_weight", 4, CHANNELS, RANK)
          .with(mixer + "dt_projs_bias", 4, CHANNELS)
          .with(mixer + "x_proj_weight", 4, RANK + 2 * ORDER, CHANNELS);
    }
    return model;
  }

  static SmallModel s4d(String real, String step, int... output) {
    SmallModel model = new SmallModel(22).with("encoder.weight", WIDTH, 1);
    long[] shape = new long[output.length];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = output[i];
    }
    if (real.equals("log_A_real")) {
      shape = new long[] {CHANNELS, ORDER, 2};
    }
    for (int layer = 0; layer < LAYERS; layer++) {
      String kernel = "s4_layers." + layer + ".kernel.";
      model
          .with(kernel + "C", shape)
          .with(kernel + step, CHANNELS)
          .with(kernel + real, real.equals("log_A_real") ? CHANNELS : 2, ORDER)
          .with(kernel + "A_imag", real.equals("log_A_real") ? CHANNELS : 2, ORDER);
      if (!real.equals("log_A_real")) {
        model.with(kernel + "B", 1, 2, ORDER, 2);
      }
    }
    return model;
  }

  static SmallModel s4(String real, String imaginary, String step) {
    SmallModel model = new SmallModel(23).with("encoder.weight", WIDTH, 1);
    for (int layer = 0; layer < LAYERS; layer++) {
      String kernel = "s4_layers." + layer + ".layer.kernel.";
      model
          .with(kernel + real, 2, ORDER)
          .with(kernel + imaginary, 2, ORDER)
          .with(kernel + step, CHANNELS, 1)
          .with(kernel + "P", 1, 2, ORDER, 2)
          .with(kernel + "B", 1, 2, ORDER, 2)
          .with(kernel + "C", 1, CHANNELS, ORDER, 2);
    }
    return model;
  }

  private static SmallModel s5() {
    SmallModel model = new SmallModel(24);
    for (int layer = 0; layer < LAYERS; layer++) {
      String cell = "encoder.layers_" + layer + ".seq.";
      model
          .with(cell + "Lambda_re", ORDER)
          .with(cell + "Lambda_im", ORDER)
          .with(cell + "log_step", ORDER, 1)
          .with(cell + "B", ORDER, WIDTH, 2)
          .with(cell + "C", WIDTH, ORDER, 2);
    }
    return model;
  }

  private static SmallModel lru() {
    SmallModel model = new SmallModel(25);
    for (int layer = 0; layer < LAYERS; layer++) {
      String cell = "layers." + layer + ".lru.";
      model
          .with(cell + "nu_log", ORDER)
          .with(cell + "theta_log", ORDER)
          .with(cell + "gamma_log", ORDER)
          .with(cell + "B_re", ORDER, WIDTH);
    }
    return model;
  }

  static SmallModel ours(String parameter, long... shape) {
    SmallModel model = new SmallModel(26).with("backbone.embeddings.weight", 256, WIDTH);
    for (int layer = 0; layer < LAYERS; layer++) {
      String mixer = "backbone.layers." + layer + ".mixer.";
      model
          .with(mixer + parameter, shape)
          .with(mixer + "D", CHANNELS)
          .with(mixer + "x_proj.weight", RANK + ORDER, CHANNELS)
          .with(mixer + "dt_proj.weight", CHANNELS, RANK)
          .with(mixer + "dt_proj.bias", CHANNELS);
    }
    return model;
  }

  static SmallModel freeHeads(String parameter) {
    SmallModel model = new SmallModel(27).with("backbone.embeddings.weight", 256, WIDTH);
    for (int layer = 0; layer < LAYERS; layer++) {
      String mixer = "backbone.layers." + layer + ".mixer.";
      model
          .with(mixer + parameter, HEADS)
          .with(mixer + "dt_bias", HEADS)
          .with(mixer + "in_proj.weight", 2 * CHANNELS + 2 * ORDER + HEADS, WIDTH);
    }
    return model;
  }

  private static SmallModel gguf() {
    SmallModel model = new SmallModel(28).with("token_embd.weight", TOKENS, WIDTH);
    for (int layer = 0; layer < LAYERS; layer++) {
      String block = "blk." + layer + ".";
      model
          .with(block + "ssm_a", CHANNELS, ORDER)
          .with(block + "ssm_x.weight", RANK + 2 * ORDER, CHANNELS)
          .with(block + "ssm_dt.weight", CHANNELS, RANK)
          .with(block + "ssm_dt.bias", CHANNELS);
    }
    return model;
  }

  private static SmallModel ggufHeads() {
    SmallModel model = new SmallModel(29).with("token_embd.weight", TOKENS, WIDTH);
    for (int layer = 0; layer < LAYERS; layer++) {
      String block = "blk." + layer + ".";
      model
          .with(block + "ssm_a", HEADS, 1)
          .with(block + "ssm_norm.weight", 1, CHANNELS)
          .with(block + "ssm_dt.bias", HEADS);
    }
    return model;
  }

  private static SmallModel mamba3() {
    SmallModel model = new SmallModel(30).with("backbone.embedding.weight", TOKENS, WIDTH);
    for (int layer = 0; layer < LAYERS; layer++) {
      String mixer = "backbone.layers." + layer + ".mixer.";
      model
          .with(mixer + "dt_bias", HEADS)
          .with(mixer + "B_bias", HEADS, 1, ORDER)
          .with(mixer + "C_bias", HEADS, 1, ORDER)
          .with(mixer + "B_norm.weight", ORDER)
          .with(mixer + "in_proj.weight", 40, WIDTH)
          .with(mixer + "D", HEADS);
    }
    return model;
  }

  private static SmallModel gatedLinearAttention() {
    SmallModel model = new SmallModel(31).with("model.embeddings.weight", TOKENS, WIDTH);
    for (int layer = 0; layer < LAYERS; layer++) {
      String attention = "model.layers." + layer + ".attn.";
      model
          .with(attention + "q_proj.weight", WIDTH, WIDTH)
          .with(attention + "gk_proj.0.weight", 2, WIDTH)
          .with(attention + "gk_proj.1.weight", WIDTH, 2)
          .with(attention + "gk_proj.1.bias", WIDTH);
    }
    return model;
  }

  private static SmallModel gatedDeltaNet() {
    SmallModel model = new SmallModel(32).with("model.embed_tokens.weight", TOKENS, WIDTH);
    for (int layer = 0; layer < LAYERS; layer++) {
      String attention = "model.layers." + layer + ".linear_attn.";
      model
          .with(attention + "A_log", HEADS)
          .with(attention + "dt_bias", HEADS)
          .with(attention + "in_proj_ba.weight", 2 * HEADS, WIDTH);
    }
    return model;
  }
}
