title who opened the garden gate
cast a: child
cast b: old
cast d: goat
thing x: cabbages*, lettuces*, cauliflowers*, tulips*, roses*, marigolds*
word track: small hoof prints, tiny hoof marks
word wrong: hares, boys, pigeons, rabbits, crows
number n: 3..7

beat start
3: {a.intro} often visited {b.intro}, who was proud of the {x.noun} in {b.my} garden
3: {b.intro} grew {x} behind the house, and {a.intro} sometimes (watered|weeded) them
1: I often visit {b.intro}, who was very proud of the {x.noun} in {b.my} garden
1: {b.intro} grew {x} behind the house, and I sometimes (watered|weeded) them
beat but
one morning {n} of the {x.s} had been (nibbled|eaten) down to the ground
one morning the gate stood open, and {n} of the {x.s} were gone
beat say b
Who did this? I shut that gate with my own hands last night
This is the work of {wrong}. I am sure of it
beat so
{a} (offered|promised) to (keep watch|find the thief)
{a} took a (magnifying glass|lantern) and looked at the ground like a (policeman|real detective)
beat start
In the (mud|soft earth) by the gate were some {track}, and on the latch hung (a white hair|some stiff hairs)
There were {track} in the wet soil, and they came from the lane
beat say a to b
Look at these prints. I have never seen {wrong} with feet like that
These are not the feet of {wrong}. Wait until tonight
beat then
{a} hid (in the wheelbarrow|behind the compost heap|under the currant bush) with (a blanket|two sandwiches) and waited
{a} climbed into the apple tree at dusk and sat as still as an owl
beat maybe start
@night
beat when
the moon rose over the roofs
the last lamp in the street went out
beat start
there was a rattle at the gate, and over the top looked {d.intro}
along the lane, as quiet as a cat, came {d.intro}
beat start
{d.name} lifted the latch with a clever nose, pushed the gate open and walked in to supper
{d.name} took the latch between two lips, gave it a twist and strolled in
beat maybe start
@surprised a
beat maybe say a
Stop, thief! Supper is over
Good evening! Do you always dine so late?
beat start
{a} took {d.me} by the collar and went to wake {b.name}
{a} tied {d.me} to the pump and knocked at {b.my} window
beat say b to a
Well, I never! A goat who can open doors
You caught the thief! And what a clever one
beat so
{a} tied the gate shut with a chain and a snap hook, which no goat can open
{a} fixed a second hook at the very bottom of the gate, where no nose could reach
beat start
{d.name} tried the latch (night after night|a few more times), but (in vain|it was no use)
{d.name} came back the very next night, rattled for an hour and went home hungry
beat maybe start
The garden grew thick and green again before the summer was over
By August the garden looked as good as new

ask who d
? Who (opened the gate|was the thief)
? Who ate the {x.s}
! It was {d.name}, the goat
! {d.name} the goat did it
ask how-many n
? How many of the {x.s} were gone on the first morning
? How many of the {x.s} did the thief eat on the first night
! {n} of them were gone
! The thief had taken {n} of the {x.s}
ask what
? What did {a.name} find by the gate
? What was in the earth near the gate
! There were some {track}
! It was a trail of {track}
ask why
? Why could {d.name} not get in any more
! {a.name} had made the gate safe
! It was because the gate was now shut with more than a latch
