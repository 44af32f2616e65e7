title a riddle about a river
form riddle
cast a: child
cast b: child
cast c: child
cast d: ferryman
word day: one hot afternoon, on Sunday, after school, one fine morning, on the first warm day
word w1: a sleepy giant, a hotel, a snake, a clown, a horse, a flag, a tram, an old king
word w2: a sleepy giant, a hotel, a snake, a clown, a horse, a flag, a tram, an old king
word find: a blue bottle, an oar, a straw hat, a wooden duck, a plank with a nail in it
word food: cherries, raisin buns, slices of melon, peanuts, gooseberries

beat start
{a.intro}, {b.intro} and {c.intro} were sitting on the bridge {day} and eating {food}
{day} {a.intro} sat on the bridge with {b.intro} and {c.intro}. They were eating {food} and let their legs dangle
beat and
{a} was in the mood for riddles
{a.name} had made up a new riddle
beat say a
It has a bed, but it never sleeps. It has a mouth, but it never eats. What is it?
It runs all day and never gets tired. It has a bed and never lies down to rest. What is it?
It can run, but it cannot walk. It has a mouth, but nobody has ever heard it talk. What is it?
beat say b
Is it {w1}?
I think that it is {w1}
Let me guess. It is {w1}!
beat say a
No, not at all. It is much older than that
Wrong! It is longer than that, and nobody ever stops it
beat say c
Then it is {w2}
Could it be {w2}?
My guess is {w2}
beat say a
No. You have all washed your feet in it
No, no! In winter it may wear a coat of ice
Not that either. It was here before the town was here
beat when
{b.name} bent down to look for another hint
{b.name} sighed and looked down
beat start
{find} came floating out from under the bridge and drifted away
{find} drifted past below them and was gone in a moment
beat say b
It is the river! It runs, and it has a bed of sand and stones
Now I know! We are sitting right above it. It is the river
beat say a
At last! I was afraid that you would have to fall in first
Right! The answer was under your feet all the time
beat maybe start
{d.name} the ferryman, who had heard it all from the boat, laughed until the boat rocked
Down in the boat, {d.name} the ferryman clapped until the ducks flew up
beat maybe start
Then they threw three sticks into the water to see which would be the fastest
After that, {c.name} asked one about a mill wheel, but that is another story

ask what
? What was the answer to the riddle
? What did {a.name} mean
! The answer was the river
! It was the river
ask what w1
? What did {b.name} guess at first
? What was the first guess
! {b.name} guessed {w1}
! The first guess was {w1}
ask what w2
? What did {c.name} guess
? What was the guess of {c.name}
! {c.name} guessed {w2}
! The guess of {c.name} was {w2}
ask who b
? Who found the answer
? Who guessed right in the end
! {b.name} found the answer
! It was {b.name}
ask what find
? What drifted past under the bridge
? What did the river carry along
! It was {find}
! {find} drifted past
ask what food
? What were the children eating
! They were eating {food}
! The children were eating {food}
ask where
? Where were the children sitting
! They were sitting on the bridge
