package org.statescope.benchmarks.peer;

import static org.statescope.benchmarks.peer.Eager.scoped;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// One token after the other. The tokens are taken apart once (`unbind`): indexing them one by one
/// would make the backward pass fill a whole tensor for each token.
final class SequentialScan implements StateRecurrence {
  @Override
  public Tensor states(Tensor decay, Tensor input) {
    TensorVector decays = decay.unbind(1);
    TensorVector inputs = input.unbind(1);
    Tensor state = inputs.get(0); // (batch, channels, order)
    TensorVector states = new TensorVector(state);
    for (long t = 1; t < inputs.size(); t++) {
      Tensor before = state;
      long token = t;
      state = scoped(() -> decays.get(token).mul(before).add(inputs.get(token)));
      states.push_back(state);
    }
    return torch.stack(states, 1);
  }
}
