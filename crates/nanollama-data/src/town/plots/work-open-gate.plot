title the open gate
season spring
cast a: farmer
cast b: child
cast c: dog
cast d: gardener
thing x: sheep*, lambs*, goats*, geese*, piglets*
word veg: cabbages, lettuces, carrots, turnips, leeks
number n: 12..30
number m: 2..5
number k: n-m

beat start
3: {a.intro} had {n} {x.noun} and counted them every morning. One (windy|foggy|spring) day there was a nasty surprise
3: One (windy|foggy|spring) morning {a.intro} took a bucket and went to feed the {n} {x.noun}
1: I am a farmer, and I have {n} {x.noun}. One (windy|foggy|spring) morning I got a nasty surprise
1: One (windy|foggy|spring) morning I took a bucket and went out to feed my {n} {x.noun}
beat start
The gate stood wide open
The gate was swinging to and fro with a squeak
The wind had blown the gate open in the night
beat and
there was not one animal left in the meadow
all the {x.noun} were gone
the meadow was empty
beat maybe start
@worried a
beat say a
Oh no! They are all gone! Now they may be anywhere!
Where are my {x.noun}? I must find them before they get to the road
What a mess! They can run faster than I can, and there are {n} of them
beat start
{b.intro} was on the way to school and stopped at the fence
Just then {b.intro} came down the lane with a school bag
Along came {b.intro} with a satchel and an apple
beat say b to a
I see tracks in the mud, {a.name}! They lead down the hill
They cannot be far, {a.name}! The dew is off the grass over there, and that is their path
Look, {a.name}, the grass is trampled here! They went that way
beat so
{a} whistled for {c.intro} and took a long stick
{a} pulled on a jacket, took a rope and woke {c.intro}
{a} put on rubber boots and called {c.intro}
beat and
{b.name} and {a.name} climbed over the stile and followed the tracks
{b.name} and {a.name} went after them, over the bridge and past the mill
{b.name} and {a.name} followed the trail through the wet clover
beat maybe start
@weather
@outside
beat maybe start
There was a fresh print in every puddle, and the ferns were trodden flat
{c.name} put one nose to the ground and sniffed at every stone
beat start
The tracks ended at the hedge of {d.name} the gardener
The garden of {d.name} the gardener lay at the end of the lane
Behind the last bend was the garden of {d.name} the gardener
beat and
there were the {x.noun}, all in the middle of the {veg}
the {x.noun} were having breakfast among the {veg}
in the middle of the {veg} stood the {x.noun} and munched
beat say d to a
{a.name}! Your {x.noun} have eaten half my {veg}!
Are these guests yours, {a.name}? I did not invite them to lunch!
beat say a to d
I am so sorry, {d.name}! I will pay for everything
Please forgive me, {d.name}. The gate was open in the night
What can I say, {d.name}? I will bring you vegetables from my own field
beat then
{c} ran around them in a wide circle and barked
{c} rounded them up without a word from anyone
{c} crept up from behind and drove them together
beat maybe and
{b.name} waved both arms until the last one trotted out to the lane
{b.name} clapped and called until they were all back on the road
{b.name} held the garden door open until the last one was out
beat start
Up at the farm {a} counted them, one by one
In the yard {a} counted them twice
At home {b.name} and {a.name} counted them as they went through the gate
beat but
there were only {k}
the number was only {k}
beat say b to a
{n} (take away {k} leaves|minus {k} is) {m}, {a.name}. Some are still missing!
{m} are missing, {a.name}! I counted twice
{k} is not {n}, {a.name}. There must be {m} more somewhere
beat so
{a} went back with the dog and looked behind every bush
{a} set out again and called and searched until the stars came out
{a} searched the ditch, the hedge and the orchard until it grew dark
beat start
At last {c.name} barked in front of the old hay barn
In the end {c.name} found the right smell and ran to an old cart shed
At last {c.name} stopped in front of the shed and would not move
beat and
there lay the last {m}, fast asleep in the straw
the last {m} were lying there in a warm heap
inside were the last {m}, warm and dry and asleep
beat maybe start
@glad a
@tired a
beat start
The next day {a} put a strong bolt on the gate
The next morning {a} nailed a new hook to the gate
That same night {a} mended the latch with a new spring
beat and
{d.name} got a wagon full of manure and {m} baskets of vegetables for the damage
{d.name} got {m} sacks of potatoes and a whole day of help in the garden
{d.name} got a big cheese, {m} dozen eggs and a hand with the digging
beat maybe say d
Well, my {veg} will grow again, and good neighbours are worth more
Next time they can come by the front door, but only to look
beat maybe start
{b.name} was late for school that day, but nobody minded when they heard why
At school {b.name} told the story and everyone laughed

ask how-many
? How many {x.noun} did not come home at first
? How many {x.noun} were still missing in the evening
! {m} were missing, because {n} (take away {k} leaves|minus {k} is) {m}
! There were {m} missing
ask where
? Where did they find most of the {x.noun}
? Where were the {x.noun} when they ate the {veg}
! They were in {d.name}'s garden
! They were among the {veg} in the garden
ask why
? Why could the {x.noun} get out
? Why was the meadow empty
! The gate was open
! The gate stood open, and the {x.noun} walked out
ask who c
? Who found the last {m}
? Who found the last {x.noun}
! {c.name} the dog found them
! It was {c.name}
ask what
? What did the {x.noun} eat in the garden
? What was {d.name} growing in the garden
! There were {veg} in the garden, and the {x.noun} ate them
! They were {veg}
