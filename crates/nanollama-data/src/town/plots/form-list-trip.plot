title a packing list
form list
cast a: child
cast b: child
cast c: old
thing x: torch, compass, pocket knife, rope, whistle, spyglass, water bottle
word where: the lake, the mountains, the old mill, the woods, the castle, the sea
word socks: jersey, towel, handkerchief, shirt, candle, pencil
word book: a book of animal tales, a map, a sketchbook, a song book, a notebook
word food: a loaf of bread, a bag of dried apricots, a cake in a tin, a piece of cheese, a jar of pickles
word toy: a ball, a pack of cards, a mouth organ, a kite, a bag of marbles
word not: the alarm clock, the heavy blanket, the cat, the drum, the big umbrella
number n: 2..5
number m: 3..6

beat line
What {a.name} must pack for the trip to {where}:
{a.name}'s packing list for the trip to {where}:
Things that {a.name} must not forget on the way to {where}:
beat line
- {n} {socks.s}
beat line
- {food} (for the journey|to eat on the way|)
beat line
- {m} apples, not too soft
- {m} apples (from the garden|from the cellar|)
beat line
- {x.a} (in the side pocket|wrapped in a cloth|)
- {x.a} (lent by {b.name})
beat line
- {book}
beat maybe line
- {toy} for rainy days
- {toy} to play with in the evening
beat maybe line
- a needle and thread
- soap and a comb
- a warm jacket, just in case
beat line
- a present for {c.name}
- a (small|little) gift for {c.name}
beat line
Not to be taken along: {not}
Must stay at home: {not}
beat line
{b.name} will be waiting at the (station|gate|bridge) at eight o'clock.
Meet {b.name} at eight o'clock, and do not be late!
beat maybe line
Before leaving: water the flowers and shut the windows.
Last of all: say goodbye to everyone.

ask how-many n
? How many {socks.s} must be packed
! {a.name} must pack {n} {socks.s}
! There are {n} {socks.s} on the list
ask what
? What is there to eat besides the apples
? What food is on the list before the apples
! {a.name} takes {food}
! {food} is on the list
ask how-many m
? How many apples are on the list
! There are {m} apples on the list
ask who c
? Who will get a present
! {c.name} will get a present
! The present is for {c.name}
ask what
? What must stay at home
? What should {a.name} leave at home
! {not} must stay at home
! {a.name} should not take {not}
ask where
? Where is {a.name} going
! {a.name} is going to {where}
! The trip goes to {where}
ask who b
? Whom will {a.name} meet at eight o'clock
! {a.name} will meet {b.name}
! It is {b.name}
