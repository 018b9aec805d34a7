package pdf

import (
	"context"
	"math"

	"github.com/tetratelabs/wazero/api"
)

// A module is pdfium with memory of its own. The first error stays, and everything called
// after it returns zeros.
type module struct {
	ctx      context.Context // ends what is called by run
	api      api.Module
	function map[string]api.Function
	stack    [16]uint64
	err      error

	scratch uint32 // address of scratchSize bytes for what functions return through pointers
}

const scratchSize = 1024

func (m *module) close() { m.api.Close(context.Background()) }

// run calls a function that may take long; it is stopped when the context ends.
func (m *module) run(name string, params ...uint64) uint64 { return m.in(m.ctx, name, params) }

// call calls a function that is done at once. A context that can end would cost far more
// than most of these.
func (m *module) call(name string, params ...uint64) uint64 {
	return m.in(context.Background(), name, params)
}

func (m *module) in(ctx context.Context, name string, params []uint64) uint64 {
	if m.err != nil {
		return 0
	}
	f := m.function[name]
	if f == nil {
		f = m.api.ExportedFunction(name)
		m.function[name] = f
	}
	stack := m.stack[:]
	copy(stack, params)
	if m.err = f.CallWithStack(ctx, stack); m.err != nil {
		return 0
	}
	return stack[0]
}

// address calls a function that returns an address, or a number of 32 bits.
func (m *module) address(name string, params ...uint64) uint64 {
	return uint64(uint32(m.call(name, params...)))
}

// float calls a function that returns a float.
func (m *module) float(name string, params ...uint64) float64 {
	return float64(math.Float32frombits(uint32(m.call(name, params...))))
}

// count calls a function that returns how many there are of something.
func (m *module) count(name string, params ...uint64) int {
	return max(0, int(int32(m.call(name, params...))))
}

// ok calls a function that tells whether it worked.
func (m *module) ok(name string, params ...uint64) bool {
	return uint32(m.call(name, params...)) != 0
}

// at returns the address of byte i of the scratch memory.
func (m *module) at(i uint32) uint64 { return uint64(m.scratch + i) }

func (m *module) float32At(i uint32) float64 {
	f, _ := m.api.Memory().ReadFloat32Le(m.scratch + i)
	return float64(f)
}

func (m *module) float64At(i uint32) float64 {
	f, _ := m.api.Memory().ReadFloat64Le(m.scratch + i)
	return f
}

// bytesAt returns n bytes of scratch memory, as long as nothing else is called.
func (m *module) bytesAt(n int) []byte {
	b, _ := m.api.Memory().Read(m.scratch, uint32(min(n, scratchSize)))
	return b
}

// store copies data into the module's memory and returns its address; 0 where it has no
// room.
func (m *module) store(data []byte) uint64 {
	p := m.address("malloc", uint64(max(1, len(data))))
	if p != 0 && !m.api.Memory().Write(uint32(p), data) {
		return 0
	}
	return p
}
