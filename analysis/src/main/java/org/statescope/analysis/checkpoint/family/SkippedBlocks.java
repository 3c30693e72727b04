package org.statescope.analysis.checkpoint.family;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.statescope.analysis.checkpoint.TensorInfo;

/// The blocks of a network that are no state-space layers.
///
/// @param attention blocks of attention
/// @param feedForward feed-forward blocks, those with experts included
/// @param withExperts blocks that choose among experts
/// @param mostExperts experts of the block that has most
public record SkippedBlocks(int attention, int feedForward, int withExperts, int mostExperts) {
  private static final Pattern ATTENTION =
      Pattern.compile(
          "(.*)\\.(?:q_proj|q_a_proj|qkv|qkv_proj|Wqkv|linear_qkv|query_key_value|attn_q|attn_qkv)"
              + "\\.weight");
  private static final Pattern EXPERT =
      Pattern.compile("(.*?)\\.(?:local_)?experts\\.(\\d+)\\..*weight");
  private static final Pattern FEED_FORWARD =
      Pattern.compile(
          "(.*)\\.(?:gate_proj|up_proj|gate_up_proj|fc1|w1|linear_fc1|dense_h_to_4h|input_linear"
              + "|ffn_up|ffn_up_exps)\\.weight");

  /// What several parts of one feed-forward block are called; experts may also be stacked into one
  /// tensor.
  private static final Pattern SHARED =
      Pattern.compile("\\.(?:shared_experts?|shared_mlp|block_sparse_moe)$");

  static SkippedBlocks of(TensorIndex tensors) {
    Set<String> attention = new HashSet<>();
    Set<String> feedForward = new HashSet<>();
    Map<String, Integer> experts = new HashMap<>();
    for (String name : tensors.names()) {
      Matcher expert = EXPERT.matcher(name);
      if (expert.matches()) {
        experts.merge(expert.group(1), expertCount(expert.group(2)), Math::max);
        feedForward.add(expert.group(1));
        continue;
      }
      Matcher query = ATTENTION.matcher(name);
      Matcher hidden = FEED_FORWARD.matcher(name);
      if (query.matches()) {
        attention.add(query.group(1));
      } else if (hidden.matches()) {
        String block = SHARED.matcher(hidden.group(1)).replaceFirst("");
        feedForward.add(block);
        if (tensors.find(name) instanceof TensorInfo stacked && stacked.rank() == 3) {
          experts.merge(block, (int) Math.min(stacked.shape()[0], Integer.MAX_VALUE), Math::max);
        }
      }
    }
    int most = experts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    return new SkippedBlocks(attention.size(), feedForward.size(), experts.size(), most);
  }

  /// One more than the expert's number; a number beyond an int is no expert's.
  private static int expertCount(String number) {
    return number.length() > 6 ? 0 : Integer.parseInt(number) + 1;
  }
}
