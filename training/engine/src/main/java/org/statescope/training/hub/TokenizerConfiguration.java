package org.statescope.training.hub;

import java.util.Map;

/// `tokenizer_config.json` beside a `tokenizer.json`. Without it Hugging Face's library goes by the
/// model type and adds the special tokens of another tokenizer, beyond the model's vocabulary.
public final class TokenizerConfiguration {
  public static final String FILE_NAME = "tokenizer_config.json";

  public static final Map<String, Object> FIELDS =
      Map.of("tokenizer_class", "PreTrainedTokenizerFast", "clean_up_tokenization_spaces", false);

  private TokenizerConfiguration() {}
}
