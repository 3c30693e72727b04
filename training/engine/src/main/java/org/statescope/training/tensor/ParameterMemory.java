package org.statescope.training.tensor;

import java.lang.foreign.MemorySegment;
import java.util.List;

/// All parameters of a model in one run of memory, all gradients in another laid out alike. The few
/// values between tensors that only align them are and stay zero.
///
/// @param places where each parameter starts, in values
/// @param count values of each run
public record ParameterMemory(
    List<Long> places, MemorySegment data, MemorySegment gradient, long count) {
  static final ParameterMemory NONE =
      new ParameterMemory(List.of(), MemorySegment.NULL, MemorySegment.NULL, 0);

  static ParameterMemory allocate(Backend backend, List<Tensor> parameters) {
    MemoryPlan plan = new MemoryPlan();
    List<Long> places =
        parameters.stream().map(parameter -> plan.take(parameter.shape().count())).toList();
    MemorySegment data = backend.allocate(plan.size());
    MemorySegment gradient = backend.allocate(plan.size());
    ParameterMemory memory = new ParameterMemory(places, data, gradient, plan.size());
    for (int i = 0; i < parameters.size(); i++) {
      parameters.get(i).bindData(memory.slice(data, i, parameters.get(i)));
      parameters.get(i).bindGradient(memory.slice(gradient, i, parameters.get(i)));
    }
    return memory;
  }

  /// The part of `run`, laid out like the parameters, that belongs to parameter `index`.
  public MemorySegment slice(MemorySegment run, int index, Tensor parameter) {
    int bytes = parameter.precision().bytes();
    return run.asSlice(places.get(index) * bytes, parameter.shape().count() * bytes);
  }
}
