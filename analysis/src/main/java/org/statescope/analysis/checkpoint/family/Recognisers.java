package org.statescope.analysis.checkpoint.family;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.statescope.analysis.checkpoint.TensorSource;

/// All families, and the question which of them a checkpoint is of.
public final class Recognisers {
  private static final int MOST_FOUND = 20;
  private static final int MOST_MISSED = 5;

  private static final Sign STEP_OF_HEADS = Sign.tensor("dt_bias", 1);
  private static final Sign SELECTION = Sign.tensor("x_proj\\.weight", 2);

  /// Falcon-H1 runs attention beside the mixer in one layer, others in layers of its own.
  private static final Sign BESIDE_ATTENTION =
      new Sign(
          "attention in the layer of a mixer",
          tensors ->
              tensors.prefixes("mamba.A_log").stream()
                  .anyMatch(layer -> tensors.has(layer + "self_attn.q_proj.weight")));

  /// A projection with more than a weight and a bias.
  private static final Sign SCALED_PROJECTION =
      new Sign(
          "scales of mixer.in_proj beside its weight",
          tensors ->
              tensors.has("mixer\\.in_proj\\.(?!weight$|bias$).+", 1)
                  || tensors.has("mixer\\.in_proj\\.(?!weight$|bias$).+", 2));

  /// In this order, for a family may carry all signs of a later one.
  static final List<Recogniser> ALL =
      Stream.of(ours(), alongText(), withoutSelection(), hybrids(), vision(), plain())
          .flatMap(List::stream)
          .toList();

  private Recognisers() {}

  private static List<Recogniser> ours() {
    return List.of(new CompanionModel(), new SchwarzModel(), new FreeHeadModel());
  }

  private static List<Recogniser> alongText() {
    return List.of(
        new AlongTextModel(
            ModelFamily.MAMBA_3,
            List.of(
                Sign.tensor("mixer\\.B_bias", 3),
                Sign.tensor("mixer\\.C_bias", 3),
                Sign.no("mixer\\.A_log", 1)),
            "mixer.B_bias"),
        new AlongTextModel(
            ModelFamily.GATED_LINEAR_ATTENTION,
            List.of(Sign.tensor("gk_proj\\.0\\.weight", 2), Sign.tensor("gk_proj\\.1\\.weight", 2)),
            "gk_proj.0.weight"),
        new AlongTextModel(
            ModelFamily.GATED_DELTA_NET,
            List.of(
                Sign.tensor("(?:linear_attn|attn)\\.A_log", 1),
                Sign.tensor("(?:b_proj|in_proj_ba|in_proj_b)\\.weight", 2)),
            "A_log"),
        new AlongTextModel(
            ModelFamily.GATED_DELTA_NET,
            List.of(
                new Sign(
                    "a tensor …ssm_a",
                    tensors -> tensors.has("ssm_a", 1) || tensors.has("ssm_a", 2)),
                Sign.tensor(AlongTextModel.GGUF_DELTA, 2)),
            "ssm_a"));
  }

  private static List<Recogniser> withoutSelection() {
    return List.of(
        new S4Model(S4Parameters.Layout.NEGATED),
        new S4Model(S4Parameters.Layout.LOW_RANK),
        new S4DiagonalModel(S4Parameters.Layout.NEGATED),
        new S4DiagonalModel(S4Parameters.Layout.MINIMAL),
        new S4DiagonalModel(S4Parameters.Layout.DIAGONAL),
        new S5Model(),
        new LruModel());
  }

  private static List<Recogniser> hybrids() {
    return List.of(
        new ChannelModel(
            ModelFamily.JAMBA, "mamba", Sign.tensor("mamba\\.dt_layernorm\\.weight", 1)),
        new ZambaModel(),
        new HeadModel(
            ModelFamily.ZAMBA_2,
            "mamba",
            STEP_OF_HEADS,
            Sign.tensor("shared_transformer\\..*weight", 2)),
        new HeadModel(ModelFamily.FALCON_H1, "mamba", STEP_OF_HEADS, BESIDE_ATTENTION),
        new HeadModel(
            ModelFamily.GRANITE_HYBRID,
            "mamba",
            STEP_OF_HEADS,
            Sign.tensor("shared_mlp\\.input_linear\\.weight", 2)),
        new HeadModel(
            ModelFamily.BAMBA,
            "mamba",
            STEP_OF_HEADS,
            Sign.tensor("feed_forward\\.(?:gate_proj|up_proj)\\.weight", 2)),
        new HeadModel(
            ModelFamily.NEMOTRON_H,
            "mixer",
            STEP_OF_HEADS,
            Sign.tensor("(?:mixer\\.(?:up_proj|q_proj)|linear_fc1|linear_qkv)\\.weight", 2)),
        new ChannelModel(
            ModelFamily.BLACK_MAMBA,
            "mixer",
            Sign.tensor("(?:mixer|moe)\\.local_experts\\..*weight", 2)),
        new ChannelModel(
            ModelFamily.ROUTING_MAMBA,
            "mixer",
            List.of(Sign.tensor("mixer\\.(?:.*\\.)?experts\\..*weight", 2)),
            List.of(
                "Projections of its mixers are chosen among experts for each token; A is not, so"
                    + " its poles are those of every expert.")),
        new ChannelModel(
            ModelFamily.BLOCK_BIASED_MAMBA,
            "mixer",
            List.of(Sign.tensor("mixer\\.B_bias", 2)),
            List.of("To B of each token the model adds a bias of each channel's own, B_bias.")));
  }

  private static List<Recogniser> vision() {
    return List.of(new VisionMambaModel(), new VMambaModel());
  }

  private static List<Recogniser> plain() {
    return List.of(
        new HeadModel(
            ModelFamily.BI_MAMBA,
            "mixer",
            List.of(STEP_OF_HEADS, SCALED_PROJECTION),
            List.of("Its projections hold signs and scales; A is not binarised.")),
        new HeadModel(ModelFamily.CODESTRAL_MAMBA, "mixer", STEP_OF_HEADS, Embeddings.OWN_HEAD),
        new HeadModel(ModelFamily.MAMBA_2, "mixer", STEP_OF_HEADS),
        new ChannelModel(ModelFamily.MAMBA_BYTE, "mixer", SELECTION, Embeddings.OF_BYTES),
        new ChannelModel(
            ModelFamily.FALCON_MAMBA,
            "mixer",
            SELECTION,
            Sign.tensor("backbone\\.embeddings\\.weight", 2),
            Embeddings.OWN_HEAD),
        new ChannelModel(
            ModelFamily.MAMBA_HUGGING_FACE,
            "mixer",
            SELECTION,
            Sign.tensor("backbone\\.embeddings\\.weight", 2)),
        new ChannelModel(
            ModelFamily.MAMBA, "mixer", SELECTION, Sign.tensor("backbone\\.embedding\\.weight", 2)),
        new GgufMambaModel(),
        new GgufHeadModel());
  }

  /// Says what a checkpoint is.
  ///
  /// - Edge cases: a checkpoint of no known family gives [Recognition.Unknown], with what it has
  ///   and what the nearest families miss.
  /// - Cost: the names, and the bytes of the tensors that hold A and Δ; no others are touched.
  ///
  /// @throws IOException in a sentence if the tensors of a family contradict one another
  public static Recognition recognise(TensorSource source) throws IOException {
    TensorIndex tensors = TensorIndex.of(source);
    try {
      for (Recogniser recogniser : ALL) {
        if (missing(recogniser, tensors).isEmpty()) {
          return recogniser.read(tensors);
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return new Recognition.Unknown(found(tensors), missed(tensors));
  }

  private static List<Sign> missing(Recogniser recogniser, TensorIndex tensors) {
    return recogniser.signs().stream().filter(sign -> !sign.present().test(tensors)).toList();
  }

  private static List<String> found(TensorIndex tensors) {
    return tensors.names().stream()
        .filter(StateSpaceWords::isIn)
        .limit(MOST_FOUND)
        .map(name -> String.valueOf(tensors.find(name)))
        .toList();
  }

  private record Near(Recogniser recogniser, List<Sign> missing) {
    double share() {
      return (double) missing.size() / recogniser.signs().size();
    }

    String sentence() {
      return missing.stream()
          .map(Sign::words)
          .collect(
              Collectors.joining("; ", "For " + recogniser.family().label() + " it lacks ", "."));
    }
  }

  private static List<String> missed(TensorIndex tensors) {
    List<Near> near = new ArrayList<>();
    for (Recogniser recogniser : ALL) {
      near.add(new Near(recogniser, missing(recogniser, tensors)));
    }
    return near.stream()
        .sorted(Comparator.comparingDouble(Near::share))
        .limit(MOST_MISSED)
        .map(Near::sentence)
        .toList();
  }
}
