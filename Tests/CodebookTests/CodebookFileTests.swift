import Codebook
import Testing
