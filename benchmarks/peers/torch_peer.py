"""PyTorch as a contender: `torch_peer.py train|infer default|channels_last|pool_first FOLDER THREADS`; see worker.py.

default: as the tutorials write it, NCHW. channels_last: that memory format. pool_first: channels_last, pooling before
bias and relu, which is the same and cheaper, and Adam fused.
"""

import sys

import torch
from torch import nn
from torch.nn import functional
from worker import Files, serve_inference, serve_training

RATE = 0.6


class Network(nn.Module):
    """The article's network; gives logits."""

    def __init__(self, pool_first):
        super().__init__()
        self.pool_first = pool_first
        self.conv1 = nn.Conv2d(1, 32, 3)
        self.conv2 = nn.Conv2d(32, 32, 3)
        self.dense1 = nn.Linear(48 * 48 * 32, 64)
        self.output = nn.Linear(64, 1)

    def block(self, x, convolution):
        if self.pool_first:
            x = functional.max_pool2d(functional.conv2d(x, convolution.weight), 2)
            x = torch.relu_(x + convolution.bias.view(1, -1, 1, 1))
        else:
            x = functional.max_pool2d(torch.relu(convolution(x)), 2)
        return functional.dropout(x, RATE, self.training)

    def forward(self, x):
        x = self.block(self.block(x, self.conv1), self.conv2)
        x = torch.relu(self.dense1(torch.flatten(x, 1)))
        return self.output(functional.dropout(x, RATE, self.training))

    def set_weights(self, arrays):
        """From Keras's shapes; what is flattened here has its channels first."""
        conv1, bias1, conv2, bias2, dense, bias3, output, bias4 = (torch.from_numpy(a.copy()) for a in arrays)
        dense = dense.reshape(48, 48, 32, 64).permute(2, 0, 1, 3).reshape(-1, 64)
        with torch.no_grad():
            for layer, kernel, bias in (
                (self.conv1, conv1.permute(3, 2, 0, 1), bias1),
                (self.conv2, conv2.permute(3, 2, 0, 1), bias2),
                (self.dense1, dense.T, bias3),
                (self.output, output.T, bias4),
            ):
                layer.weight.copy_(kernel)
                layer.bias.copy_(bias)


def main():
    what, form, folder, threads = sys.argv[1:]
    torch.set_num_threads(int(threads))
    files = Files(folder)
    torch.manual_seed(files.export["seed"])
    layout = torch.contiguous_format if form == "default" else torch.channels_last
    network = Network(form == "pool_first")
    network.set_weights(files.weights("initial" if what == "train" else "trained"))
    network = network.to(memory_format=layout)

    def channels_first(images):
        # One channel: the bytes are the same in both orders.
        return torch.from_numpy(images).permute(0, 3, 1, 2).contiguous(memory_format=layout)

    if what == "infer":
        network.eval()
        with torch.inference_mode():
            serve_inference(files, lambda images: torch.sigmoid(network(channels_first(images))).numpy())
        return
    # Keras's epsilon.
    adam = torch.optim.Adam(network.parameters(), lr=1e-3, eps=1e-7, fused=form == "pool_first")
    error = nn.BCEWithLogitsLoss()
    network.train()

    def step(images, labels):
        adam.zero_grad()
        loss = error(network(images), labels)
        loss.backward()
        adam.step()
        return loss.detach()

    serve_training(files, lambda images, labels: (channels_first(images), torch.from_numpy(labels)), step)


if __name__ == "__main__":
    main()
