title the house in the snow
thing b: mouse, frog, hedgehog, squirrel, wren, mole, shrew, robin, toad, beetle, dormouse, lizard
thing c: mouse, frog, hedgehog, squirrel, wren, mole, shrew, robin, toad, beetle, dormouse, lizard
thing d: mouse, frog, hedgehog, squirrel, wren, mole, shrew, robin, toad, beetle, dormouse, lizard
thing e: mouse, frog, hedgehog, squirrel, wren, mole, shrew, robin, toad, beetle, dormouse, lizard
thing g: badger, fox, deer, otter, lynx
thing x: boot, hat, bucket, basket, teapot, saucepan, watering can; old, empty, battered, lonely
word f1: a hazelnut, a crumb of cheese, three juniper berries, the end of a candle, a tuft of wool, a grain of corn, a rose hip, a warm feather, a thimble of honey, a slice of dried apple, a walnut shell, a pine cone, a pinch of tea
word f2: a hazelnut, a crumb of cheese, three juniper berries, the end of a candle, a tuft of wool, a grain of corn, a rose hip, a warm feather, a thimble of honey, a slice of dried apple, a walnut shell, a pine cone, a pinch of tea
word f3: a hazelnut, a crumb of cheese, three juniper berries, the end of a candle, a tuft of wool, a grain of corn, a rose hip, a warm feather, a thimble of honey, a slice of dried apple, a walnut shell, a pine cone, a pinch of tea
word f4: a hazelnut, a crumb of cheese, three juniper berries, the end of a candle, a tuft of wool, a grain of corn, a rose hip, a warm feather, a thimble of honey, a slice of dried apple, a walnut shell, a pine cone, a pinch of tea
word soup: porridge, soup, tea, pudding

beat start
In the middle of the (woods|forest) lay {x} that somebody had (lost|thrown away|left behind)
Once, under a fir tree, there lay {x} that nobody wanted any more
{x} had been forgotten at the edge of the wood, and nobody had come back for it
beat start
It began to snow, and {b} came along with {f1} and looked for shelter
The first snow fell, and {b}, who was out with {f1}, had cold feet
One evening in December {b} lost its way, with nothing but {f1}
beat say b
Is anybody at home? No? Then this is my house from now on
Nobody answers. I shall move in before my nose freezes
It is small, it is dark, and it is mine. Good night, world
beat then
{c} knocked at the wall
there was a knock, and outside stood {c}
{c} looked in, shaking off the snow
beat say c
Who lives in this fine house? I am so cold, and I have nothing but {f2}
May I come in, please? All I can bring is {f2}
Is there a little room for me? Look, I have {f2}
beat say b
Then come in. I have {f1}, and together that makes a meal
There is room for two. Wipe your feet and sit down
Come in, come in, and shut the door before the wind notices
beat then
{d} came (struggling|wading) through the drifts
{d} scratched at the wall and asked to be let in
{d} came to the door the following evening, trembling from head to foot
beat say d
I carry {f3} with me. Is that enough for a bed in the corner?
Have mercy on me! I will share {f3} with you
I heard two voices laughing in here, and I was alone with {f3}. May I laugh, too?
beat so
{b.the} and {c.the} moved closer together, and there were three of them
{c.the} made some room on the left, {b.the} made some on the right, and {d.the} slipped in
{d.the} was given the place in the middle, between {b.the} and {c.the}
beat then
{e} called out in a thin little voice
{e} was blown against the door by the storm
{e} came, half frozen, and could hardly speak
beat say e
I can pay with {f4}! Please do not send me away
Look, I have {f4}. I do not need much room
I ask for nothing but a corner. And I have {f4} for everybody
beat so
all of them breathed in, and there was just enough room for four
{b.the} moved up, {c.the} moved up, {d.the} moved up, and {e.the} was inside
{d.the}, {c.the} and {b.the} breathed in, and {e.the} squeezed in, too
beat but
at midnight a big nose was pushed in, and it belonged to {g}
late that night the walls shook, for {g} wanted to come in, too
something large breathed at the door, and it was {g}
beat say g
I am cold, too. Being big does not keep you warm
Please, is there a little place left for me?
Do not be afraid. I only want to put one cold ear inside
beat but
{g.the} was much too big and did not fit in, not even half
only the tip of the nose would go in
one foot was all that could be squeezed in
beat so
{g.the} lay down in front of the door and kept the wind out, and the four inside kept the cold nose warm
{g.the} curled up around the house like a thick wall, and all five were warm until morning
{g.the} said that it did not matter, lay down outside and became a roof, a wall and a stove for them all
beat maybe start
For breakfast they put everything into one pot and made {soup}
When the sun rose, nobody knew any more who had warmed whom
Nobody froze in that house, not even in January

ask who b
? Who moved in first
? Which animal was the first to live there
! {b.the} moved in first
! It was {b.the}
ask who c
? Who came second
? Which animal came after {b.the}
! {c.the} came second
! It was {c.the}
ask who d
? Who was the third to move in
? Which animal came just before {e.the}
! It was {d.the}
! {d.the} did
ask who e
? Who was the last to find room inside
? Which animal came right after {d.the}
! It was {e.the}
! {e.the} did
ask what x
? What did the animals use as a house
? In what did they live
! They lived in {x.a}
! Their house was {x.a}
ask why
? Why did {g.the} stay outside
? Why was there no room for {g.the}
! {g.the} was too big
! It was because {g.the} did not fit in
ask who g
? Who kept the wind out
? Who lay in front of the house
! It was {g.the}
! {g.the} did
ask what f1
? What did {b.the} have
? What did {b.the} bring into the house
! {b.the} had {f1}
! It was {f1}
ask who b
? Who had {f1}
? Which animal brought {f1}
! {b.the} had {f1}
! It was {b.the}
ask what f2
? What did {c.the} have
? What did {c.the} bring into the house
! {c.the} had {f2}
! It was {f2}
ask who c
? Who had {f2}
? Which animal brought {f2}
! {c.the} had {f2}
! It was {c.the}
ask what f3
? What did {d.the} have
? What did {d.the} bring into the house
! {d.the} had {f3}
! It was {f3}
ask who d
? Who had {f3}
? Which animal brought {f3}
! {d.the} had {f3}
! It was {d.the}
ask what f4
? What did {e.the} have
? What did {e.the} bring into the house
! {e.the} had {f4}
! It was {f4}
ask who e
? Who had {f4}
? Which animal brought {f4}
! {e.the} had {f4}
! It was {e.the}
